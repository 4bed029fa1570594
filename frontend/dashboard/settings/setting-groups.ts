// The settings of a department under headings, in the order in which the form shows them.
import {
  DEPARTMENT_SETTINGS,
  type DepartmentSettings,
} from '../../../lambdas/protocol/department-settings.ts';

export type SettingName = keyof DepartmentSettings;

const HEADINGS = ['Team', 'Waiting', 'Transfers', 'Patrons', 'Hours', 'Kept'] as const;

/** A heading for each setting, so that a new one can't be left out of the form. */
const HEADING: Readonly<Record<SettingName, (typeof HEADINGS)[number]>> = {
  strategy: 'Team',
  offerSeconds: 'Team',
  chatsAtOnce: 'Team',
  newOperatorsJoin: 'Team',
  urgentSeconds: 'Waiting',
  waitingOfferSeconds: 'Waiting',
  fallbackDepartment: 'Waiting',
  fallbackSeconds: 'Waiting',
  transferConsent: 'Transfers',
  transferSeconds: 'Transfers',
  patronLeftMinutes: 'Patrons',
  patronReturnMinutes: 'Patrons',
  guidedOfferDrops: 'Patrons',
  followUpsPerHour: 'Patrons',
  hours: 'Hours',
  signOffMinutes: 'Hours',
  transcriptDays: 'Kept',
  internalChatDays: 'Kept',
};

const isName = (name: string): name is SettingName => name in DEPARTMENT_SETTINGS;

export interface SettingGroup {
  readonly heading: string;
  readonly names: readonly SettingName[];
}

export const SETTING_GROUPS: readonly SettingGroup[] = HEADINGS.map((heading) => ({
  heading,
  names: Object.keys(HEADING)
    .filter(isName)
    .filter((name) => HEADING[name] === heading),
}));
