// The words in braces of a canned message, and what stands in their places once it is taken.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Department, Operator } from '../../../lambdas/protocol/settings.ts';
import { weekInWords } from '../settings/hours-words.ts';

export const VARIABLES = ['patron', 'operator', 'department', 'hours'] as const;
export type Variable = (typeof VARIABLES)[number];

/** What each stands for, for people who write messages. */
export const VARIABLE_HELP: Readonly<Record<Variable, string>> = {
  patron: 'the patron’s name, or “there” if they gave none',
  operator: 'your first name',
  department: 'the department that the patron asked',
  hours: 'its opening hours, as they are in the settings',
};

/** `hours` is unknown where the department's settings have none. */
export type Values = Readonly<Record<Variable, string | undefined>>;

const IN_BRACES = new RegExp(`\\{(${VARIABLES.join('|')})\\}`, 'gu');

const isVariable = (name: string): name is Variable => VARIABLES.some((known) => known === name);

/** In one pass, so that a patron who is called “{hours}” stays so. What is unknown stays in its braces. */
export const fillIn = (text: string, values: Values): string =>
  text.replace(IN_BRACES, (whole, name: string) => (isVariable(name) && values[name]) || whole);

/** The first of our words in braces that has nothing to stand in its place. */
export function unfilledIn(text: string, values: Values): { at: number; variable: Variable } | undefined {
  for (const { index, 1: name = '' } of text.matchAll(IN_BRACES)) {
    if (isVariable(name) && !values[name]) return { at: index, variable: name };
  }
  return undefined;
}

/** "Dana" of "Dana Whitfield", and of "Whitfield, Dana". */
export function firstName(name: string): string {
  const given = name.includes(',') ? name.slice(name.indexOf(',') + 1) : name;
  return given.trim().split(/\s+/u)[0] || name;
}

export interface FilledFor {
  readonly patronName: OperatorChat['patronName'];
  readonly operator: Operator | undefined;
  readonly department: Department | undefined;
}

export function valuesFor({ patronName, operator, department }: FilledFor): Values {
  const hours = department?.settings.hours;
  return {
    patron: patronName ?? 'there',
    operator: operator && firstName(operator.name),
    department: department?.name,
    hours: hours?.some((day) => day.length > 0) ? weekInWords(hours) : undefined,
  };
}
