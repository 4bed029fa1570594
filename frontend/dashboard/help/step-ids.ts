// The steps of the help, in the order of a chat: their ids stand in addresses and in the names of their pictures.

export const STEP_IDS = [
  'claim',
  'answer',
  'colleagues',
  'note',
  'transfer',
  'asked',
  'away',
  'end',
] as const;
export type StepId = (typeof STEP_IDS)[number];

export const isStepId = (text: string | undefined): text is StepId =>
  STEP_IDS.some((stepId) => stepId === text);
