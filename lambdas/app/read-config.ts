// The departments and widgets of the service, as they are now; a new service gets its first ones here.
import { FIRST_DEPARTMENT, FIRST_WIDGET } from '../domain/first-settings.ts';
import type { Department, Widget } from '../protocol/settings.ts';
import type { Settings } from '../store/settings-store.ts';
import type { Service } from './service.ts';

/** Always read afresh: a change of a setting holds at once, everywhere. */
export async function readConfig(service: Service): Promise<Settings> {
  const settings = await service.settings.read();
  if (settings.departments.length > 0) return settings;
  // Whoever comes second at this finds the records stored; both read the same then.
  // The department last: as long as it isn't there, whoever comes next completes what was begun.
  await service.settings.saveWidget(FIRST_WIDGET);
  await service.settings.saveDepartment(FIRST_DEPARTMENT);
  return service.settings.read();
}

/** A widget with the department that answers it. */
export function findWidget(
  { departments, widgets }: Settings,
  widgetId: string,
): { widget: Widget; department: Department } | undefined {
  const widget = widgets.find(({ id }) => id === widgetId);
  const department = widget && departments.find(({ id }) => id === widget.departmentId);
  return widget && department ? { widget, department } : undefined;
}
