/** Two things measured in turns. */
export type Both = { baseline: number[]; ours: number[] };

/**
 * Measures two things `rounds` times each, in turns; which of the two goes first alternates too, so that neither always finds the
 * machine as the other one left it.
 *
 * @param baseline and `ours` answer what they measured, in any unit.
 */
export async function inTurns(
  rounds: number,
  baseline: () => Promise<number>,
  ours: () => Promise<number>,
): Promise<Both> {
  const both: Both = { baseline: [], ours: [] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) both.baseline.push(await baseline());
    both.ours.push(await ours());
    if (round % 2 === 1) both.baseline.push(await baseline());
  }
  return both;
}

/** The value below which a share (0 to 1) of the values lies: nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** How many ms `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
