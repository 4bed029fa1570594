// The protocol's version, sizes and times: what both ends of the socket agree on.

/** Sent in every hello. A server that doesn't speak it answers `unsupportedVersion`, and the page reloads. */
export const PROTOCOL_VERSION = 1;

/**
 * Largest frame in bytes, either way. API Gateway closes a socket (1009) on a WebSocket frame of over
 * 32 KB, and browsers send a text in one frame, so both ends stay well below.
 */
export const FRAME_BYTES = 28_000;

/** Largest message in UTF-16 units: at worst 6 bytes each in JSON, so it always fits into a frame. */
export const MESSAGE_LENGTH = 4_000;

/** Largest name of a person, department or widget, in UTF-16 units. */
export const NAME_LENGTH = 80;

/** How well a chat went, for the patron: from 1 (it did not help) to 4 (it did). */
export const RATINGS = [1, 2, 3, 4] as const;

/** Longest comment of a rating, in UTF-16 units. */
export const COMMENT_LENGTH = 1_000;

/** Largest page title and page address that travel with a chat, in UTF-16 units. */
export const PAGE_TITLE_LENGTH = 200;
export const PAGE_ADDRESS_LENGTH = 1_000;

/** A signed-in operator's page says `ping` this often (ms); it renews the lease below. */
export const HEARTBEAT_MS = 20_000;

/** An operator whose last heartbeat is older (ms) is not on duty, whatever the table still holds. */
export const STAFF_LEASE_MS = 75_000;

/** Who is writing sends `typing` at most this often (ms) … */
export const TYPING_EVERY_MS = 3_000;

/** … and it counts as stopped when nothing more came for this long (ms). */
export const TYPING_LASTS_MS = 6_000;
