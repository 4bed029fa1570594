// Builders for the dashboard's tests: operators, chats as staff see them, entries, settings.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { FollowUpView, MailView } from '../../../lambdas/protocol/follow-up-frames.ts';
import type { Author, Entry } from '../../../lambdas/protocol/entry.ts';
import { DEFAULT_SETTINGS } from '../../../lambdas/protocol/department-settings.ts';
import { type Department, type Operator, type Widget } from '../../../lambdas/protocol/settings.ts';

export const T0 = Date.UTC(2025, 2, 3, 18, 0);

export const PATRON: Author = { role: 'patron' };
export const DANA = { id: 'dana', name: 'Dana Whitfield' };
export const KEN = { id: 'ken', name: 'Ken Ito' };
export const asAuthor = ({ id, name }: { id: string; name: string }): Author => ({
  role: 'operator',
  id,
  name,
});

export const dana: Operator = {
  ...DANA,
  email: 'dana@northfield.example',
  roles: ['operator'],
  departmentIds: ['reference'],
  version: 1,
};

export const reference: Department = {
  id: 'reference',
  name: 'Reference',
  settings: { ...DEFAULT_SETTINGS, newOperatorsJoin: true },
  version: 1,
};

export const box: Widget = {
  id: 'box',
  departmentId: 'reference',
  title: '',
  promise: '',
  privacyAddress: '',
  version: 1,
};

/** A chat's id of a short name. */
export const chatId = (name: string): string => name.padEnd(22, '_');

export function waiting(name: string, more: Partial<OperatorChat> = {}): OperatorChat {
  return {
    chatId: chatId(name),
    departmentId: 'reference',
    state: 'waiting',
    guestNumber: 417,
    question: `the question of ${name}`,
    startedAt: T0,
    operators: [],
    keptUntil: T0 + 30 * 86_400_000,
    ...more,
  };
}

export function active(
  name: string,
  owner: { id: string; name: string },
  more: Partial<OperatorChat> = {},
): OperatorChat {
  return waiting(name, {
    state: 'active',
    claimedAt: T0 + 18_000,
    owner,
    operators: [{ ...owner, connected: true }],
    ...more,
  });
}

export function ended(
  name: string,
  owner: { id: string; name: string },
  more: Partial<OperatorChat> = {},
): OperatorChat {
  return active(name, owner, { state: 'ended', endedAt: T0 + 600_000, endedBy: 'patron', ...more });
}

export function message(place: number, by: Author, text: string, at = T0 + place * 1_000): Entry {
  return { kind: 'message', place, after: place - 1, at, by, name: `someoutbox.${place}`, text };
}

export function happened(
  kind: 'joined' | 'ended',
  place: number,
  by: Author,
  at = T0 + place * 1_000,
): Entry {
  return { kind, place, after: place - 1, at, by };
}

export function line(
  kind: 'dropped' | 'returned',
  place: number,
  by: Author,
  connections: number,
  at: number,
): Entry {
  return { kind, place, after: place - 1, at, by, connections };
}

export const sentTo = (to: MailView['to'], address: string): MailView => ({
  to,
  address,
  tries: 1,
  state: 'sent',
  sentAt: T0 + 2_000,
});

export const failedTo = (to: MailView['to'], address: string, reason: string): MailView => ({
  to,
  address,
  tries: 1,
  state: 'failed',
  failedAt: T0 + 2_000,
  reason,
});

/** A follow-up of a number; later ones have larger numbers. */
export function followUp(number: number, more: Partial<FollowUpView> = {}): FollowUpView {
  const email = 'rosa@example.org';
  return {
    followUpId: chatId(`f${number}`),
    number,
    departmentId: 'reference',
    from: 'away',
    question: `question ${number}`,
    email,
    leftAt: T0 + number * 1_000,
    mails: [sentTo('library', 'ask@northfield.example'), sentTo('patron', email)],
    keptUntil: T0 + 30 * 86_400_000,
    ...more,
  };
}
