// Departments, widgets and operators: the records that a coordinator keeps.
import * as v from 'valibot';
import { departmentSettings } from './department-settings.ts';
import { operatorId, personName, slug } from './fields.ts';

/** Counts the changes of a record, so that two people can't overwrite each other unseen. 0: not stored yet. */
const version = v.pipe(v.number(), v.integer(), v.minValue(0));

export const department = v.object({ id: slug, name: personName, settings: departmentSettings, version });
export type Department = v.InferOutput<typeof department>;
/** A department as it travels: settings that are left out are as Carrel has them. */
export type SentDepartment = v.InferInput<typeof department>;

/** All widgets travel in one frame, so an address among them has to be short, in UTF-16 units. */
const PRIVACY_ADDRESS_LENGTH = 200;

const shortLine = v.pipe(v.string(), v.trim(), v.maxLength(120, 'is longer than 120 characters'));

/** A chat box of the library's pages: which department answers it, and its words (empty: Carrel's own). */
export const widget = v.object({
  id: slug,
  departmentId: slug,
  /** The heading; in the patron's language when empty. */
  title: shortLine,
  /** The line below it, such as "Usually answers within a minute". */
  promise: shortLine,
  /** The library's own page on privacy, which the line about what is kept leads to; may be empty. */
  privacyAddress: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(PRIVACY_ADDRESS_LENGTH, `is longer than ${PRIVACY_ADDRESS_LENGTH} characters`),
      v.regex(/^(?:https?:\/\/[^\s\p{Cc}/?#]+[^\s\p{Cc}]*)?$/iu, 'is not an http(s) address'),
    ),
    '',
  ),
  version,
});
export type Widget = v.InferOutput<typeof widget>;

export const ROLES = ['operator', 'coordinator', 'administrator'] as const;
export const role = v.picklist(ROLES);
export type Role = v.InferOutput<typeof role>;

/** An operator's record, made at the first sign-in from the token's claims. */
export const operator = v.object({
  id: operatorId,
  name: v.string(),
  email: v.string(),
  roles: v.array(role),
  departmentIds: v.array(slug),
  version,
});
export type Operator = v.InferOutput<typeof operator>;

/**
 * Whether an operator takes chats. Away: on duty, but not at the desk for a moment; chats come in. Internal only: talks
 * with colleagues and takes no patrons, so not on duty.
 */
export const status = v.picklist(['available', 'away', 'internalOnly', 'offline']);
export type Status = v.InferOutput<typeof status>;

export const isOnDuty = (chosen: Status): boolean => chosen === 'available' || chosen === 'away';
