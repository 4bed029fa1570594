// The table: its key names and indexes, and (below) every access pattern that Carrel has.

export const TABLE_KEYS = { partition: 'pk', sort: 'sk' } as const;
export const DEPARTMENT_INDEX = {
  name: 'byDepartment',
  partition: 'departmentKey',
  sort: 'departmentSort',
} as const;
export const TTL_ATTRIBUTE = 'expiresAt';
