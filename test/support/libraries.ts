// Libraries for the tests of one file: one engine for all, a table for each.
import { Library } from './library.ts';
import type { TestEngine } from './table.ts';
import { startTestEngine } from './table.ts';

/** Starts the engine before the file's tests and stops it after them; call at the top of a test file. */
export function libraries(): (parts?: Parameters<typeof Library.open>[1]) => Promise<Library> {
  let engine: TestEngine | undefined;
  beforeAll(async () => {
    engine = await startTestEngine();
  });
  afterAll(async () => {
    await engine?.stop();
  });
  return async (parts) => {
    if (!engine) throw new Error('the engine has not started');
    return Library.open(engine, parts);
  };
}
