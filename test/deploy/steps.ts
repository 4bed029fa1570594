// Says what is being done and how long it took, a line a step.

/** Prints the step, does it, and prints its seconds; when it fails, after how many. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    console.log(`  ${title.padEnd(60)} ${seconds().padStart(8)}`);
    return result;
  } catch (error) {
    console.log(`  ${title.padEnd(60)} failed after ${seconds()}`);
    throw error;
  }
}
