// Rules that API Gateway itself keeps and the emulator doesn't, so that nothing of ours could pass them there.

export type Limit = { test: string; why: string };

export const EMULATOR_LIMITS: readonly Limit[] = [
  {
    test: 'K4–K9: a route of API Gateway is refused',
    why: "takes a frame's action $connect for the route of that name, which API Gateway keeps to itself",
  },
  {
    test: 'K4–K9: another route of API Gateway is refused',
    why: 'takes $disconnect for a route just so',
  },
  { test: 'K8: a binary message closes', why: 'hands binary messages to the function' },
  { test: 'K7: a frame over 32 KB closes', why: 'lets messages of any size through' },
];

/** A pattern for jest that leaves these out; a test that is renamed runs again, and fails, and is seen. */
export const allBut = (limits: readonly Limit[]): string =>
  `^(?!.*(?:${limits.map(({ test }) => test.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)).join('|')}))`;
