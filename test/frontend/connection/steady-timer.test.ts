// Timers that ring in a worker, or on the page where there is none.
import { type RingingWorker, SteadyTimer } from '../../../frontend/connection/steady-timer.ts';

function fakeWorker() {
  const plans: { id: number; ms?: number }[] = [];
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const failures: (() => void)[] = [];
  const worker: RingingWorker = {
    postMessage: (plan) => {
      plans.push(plan);
    },
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
      if (type === 'message') listeners.push(listener);
      else failures.push(() => listener({ data: undefined }));
    },
  };
  const ring = (data: unknown) => {
    for (const listener of listeners) listener({ data });
  };
  const fail = () => {
    for (const failure of failures) failure();
  };
  return { worker, plans, ring, fail };
}

afterEach(() => {
  jest.useRealTimers();
});

test('a long wait rings in the worker, once', () => {
  const { worker, plans, ring } = fakeWorker();
  const run = jest.fn();
  new SteadyTimer(() => worker).after(20_000, run);
  expect(plans).toEqual([{ id: 1, ms: 20_000 }]);
  ring('strange');
  ring(1);
  ring(1);
  expect(run).toHaveBeenCalledTimes(1);
});

test('a cancelled wait does not ring, and the worker is told', () => {
  const { worker, plans, ring } = fakeWorker();
  const run = jest.fn();
  const cancel = new SteadyTimer(() => worker).after(20_000, run);
  cancel();
  cancel();
  ring(1);
  expect(run).not.toHaveBeenCalled();
  expect(plans).toEqual([{ id: 1, ms: 20_000 }, { id: 1 }]);
});

test('a worker that turns out to be blocked hands its waits to the page', () => {
  jest.useFakeTimers();
  const { worker, fail } = fakeWorker();
  const run = jest.fn();
  const cancelled = jest.fn();
  const timer = new SteadyTimer(() => worker);
  timer.after(20_000, run);
  const cancel = timer.after(20_000, cancelled);
  fail();
  cancel();
  jest.advanceTimersByTime(20_000);
  expect(run).toHaveBeenCalledTimes(1);
  expect(cancelled).not.toHaveBeenCalled();
});

test('a browser without workers keeps time on the page', () => {
  jest.useFakeTimers();
  const run = jest.fn();
  const timer = new SteadyTimer(() => {
    throw new Error('blocked');
  });
  timer.after(5_000, run);
  timer.after(5_000, run)();
  jest.advanceTimersByTime(5_000);
  expect(run).toHaveBeenCalledTimes(1);
});
