// What a new service begins with, so that the first operator and the first patron find each other. Pure.
import type { Department, Widget } from '../protocol/settings.ts';
import { DEPARTMENT_SETTINGS } from '../protocol/settings.ts';

export const FIRST_DEPARTMENT: Department = {
  id: 'reference',
  name: 'Reference',
  settings: { transcriptDays: DEPARTMENT_SETTINGS.transcriptDays.default, newOperatorsJoin: true },
  version: 0,
};

export const FIRST_WIDGET: Widget = {
  id: 'reference',
  departmentId: FIRST_DEPARTMENT.id,
  title: '',
  promise: '',
  version: 0,
};
