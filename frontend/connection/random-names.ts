// Random identifiers in base64url, as the protocol wants them chosen by the client.

/** So many random bytes as base64url. */
export function randomName(bytes: number): string {
  const text = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** 128 bits: 22 characters. */
export const randomChatId = (): string => randomName(16);
/** 256 bits: 43 characters. */
export const randomResumeToken = (): string => randomName(32);
/** 72 bits: 12 characters. */
export const randomOutboxName = (): string => randomName(9);
