// Functions that are called by the clock: at their rate, again after a failure, and no more after the stop.
import { startSchedules } from '../../local/schedules.ts';

const model = {
  region: 'us-east-1',
  accountId: '000000000000',
  schedules: [{ stack: 'Chat', logicalId: 'Check', everySeconds: 60, functionName: 'Chat-Scheduled' }],
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a function is called once in its period, also after it failed, with the event of a schedule', async () => {
  const calls: { name: string; event: unknown }[] = [];
  const failures: unknown[] = [];
  const functions = {
    invoke: async (name: string, event: unknown) => {
      calls.push({ name, event });
      if (calls.length === 1) throw new Error('first');
    },
  };
  const schedules = startSchedules({ model, functions, onFailure: (error) => failures.push(error) });

  await jest.advanceTimersByTimeAsync(59_999);
  expect(calls).toEqual([]);
  await jest.advanceTimersByTimeAsync(60_001);
  expect(calls).toHaveLength(2);
  expect(failures).toEqual([new Error('first')]);
  expect(calls[0]).toMatchObject({
    name: 'Chat-Scheduled',
    event: {
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      resources: ['arn:aws:events:us-east-1:000000000000:rule/Check'],
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    },
  });

  await schedules.stop();
  await jest.advanceTimersByTimeAsync(600_000);
  expect(calls).toHaveLength(2);
});

test('stopping waits for a call that is under way', async () => {
  let finish = (): void => undefined;
  const functions = { invoke: () => new Promise<void>((resolve) => (finish = resolve)) };
  const schedules = startSchedules({ model, functions, onFailure: () => undefined });
  await jest.advanceTimersByTimeAsync(60_000);

  let stopped = false;
  const stop = schedules.stop().then(() => (stopped = true));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(stopped).toBe(false);
  finish();
  await stop;
  expect(stopped).toBe(true);
});
