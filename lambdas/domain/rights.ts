// Who may do what: every action of staff in one place. What a patron may do is bound to their own chat. Pure.
import type { Role } from '../protocol/settings.ts';

/** What staff do to a department's chats, in its room, or to the service. */
export type Action =
  | 'seeOpenChats'
  | 'claimChat'
  | 'lookIn'
  | 'turnIntoFollowUp'
  | 'readTranscript'
  | 'readCanned'
  | 'changeCanned'
  | 'useDepartmentRoom'
  | 'seeFollowUps'
  | 'seeSettings'
  | 'changeSettings';

export interface Actor {
  readonly roles: readonly Role[];
  readonly departmentIds: readonly string[];
}

type Rule = 'member' | 'memberOrCoordinator' | 'coordinator';

const RIGHTS: Readonly<Record<Action, Rule>> = {
  seeOpenChats: 'member',
  claimChat: 'member',
  lookIn: 'coordinator',
  turnIntoFollowUp: 'member',
  readTranscript: 'memberOrCoordinator',
  useDepartmentRoom: 'memberOrCoordinator',
  seeFollowUps: 'coordinator',
  readCanned: 'memberOrCoordinator',
  changeCanned: 'coordinator',
  seeSettings: 'coordinator',
  changeSettings: 'coordinator',
};

export const isCoordinator = (actor: Actor): boolean =>
  actor.roles.includes('coordinator') || actor.roles.includes('administrator');

/** Whether somebody may do it, in a department where the action is about one. */
export function may(action: Action, actor: Actor, departmentId?: string): boolean {
  const member = departmentId !== undefined && actor.departmentIds.includes(departmentId);
  switch (RIGHTS[action]) {
    case 'member':
      return member;
    case 'memberOrCoordinator':
      return member || isCoordinator(actor);
    case 'coordinator':
      return isCoordinator(actor);
  }
}
