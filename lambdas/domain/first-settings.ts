// What a new service begins with, so that the first operator and the first patron find each other. Pure.
import type { Department, Widget } from '../protocol/settings.ts';
import { DEFAULT_SETTINGS } from '../protocol/department-settings.ts';

export const FIRST_DEPARTMENT: Department = {
  id: 'reference',
  name: 'Reference',
  settings: { ...DEFAULT_SETTINGS, newOperatorsJoin: true },
  version: 0,
};

export const FIRST_WIDGET: Widget = {
  id: 'reference',
  departmentId: FIRST_DEPARTMENT.id,
  title: '',
  promise: '',
  privacyAddress: '',
  version: 0,
};
