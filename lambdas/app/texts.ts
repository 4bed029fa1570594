// The library's own texts for a department: coordinators read and change them, patrons get them with the welcome.
import { may } from '../domain/rights.ts';
import { checkTexts } from '../domain/settings-rules.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { DepartmentTexts } from '../protocol/widget-texts.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import type { Service } from './service.ts';
import { answer, checked, onlyCoordinators } from './settings.ts';

export async function readTexts(
  service: Service,
  caller: StaffConnection,
  { ref, departmentId, language }: { ref: string; departmentId: string; language: string },
): Promise<Delivery[]> {
  if (!may('seeSettings', caller)) return refuse(caller.connectionId, onlyCoordinators, { ref });
  const { departments } = await service.settings.read();
  const wrong = checkTexts({ departmentId }, departments);
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  const stored = await service.settings.readTexts(departmentId, language);
  const texts = stored ?? { departmentId, language, texts: {}, version: 0 };
  return [deliver(caller.connectionId, { type: 'texts', ref, texts })];
}

/** Holds for whoever says hello from now on. */
export async function saveTexts(
  service: Service,
  caller: StaffConnection,
  { ref, texts }: { ref: string; texts: DepartmentTexts },
): Promise<Delivery[]> {
  const wrong = await checked(service, caller, ({ departments }) => checkTexts(texts, departments));
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  return answer(caller, ref, await service.settings.saveTexts(texts), texts.version);
}

/** What a patron's panel says in other words than Carrel's, if anything. */
export async function ownTextsFor(
  service: Service,
  departmentId: string,
  language: string | undefined,
): Promise<DepartmentTexts['texts'] | undefined> {
  if (language === undefined) return undefined;
  const texts = (await service.settings.readTexts(departmentId, language))?.texts;
  return texts && Object.keys(texts).length > 0 ? texts : undefined;
}
