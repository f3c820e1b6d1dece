/** Two things measured in turns. */
export type Both = { baseline: number[]; ours: number[] };

/** Measures two things `rounds` times each, as `takingTurns` does. */
export function inTurns(rounds: number, baseline: () => Promise<number>, ours: () => Promise<number>): Promise<Both> {
  return takingTurns(rounds, { baseline, ours });
}

/**
 * Measures several things `rounds` times each, in turns; which of them goes first changes too, so that none always finds the machine as
 * the same other one left it.
 *
 * @param measures each answers what it measured, in any unit.
 */
export async function takingTurns<Who extends string>(
  rounds: number,
  measures: Record<Who, () => Promise<number>>,
): Promise<Record<Who, number[]>> {
  const all = Object.keys(measures) as Who[];
  const measured = Object.fromEntries(all.map((who) => [who, [] as number[]])) as Record<Who, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    const first = round % all.length;
    for (const who of [...all.slice(first), ...all.slice(0, first)]) measured[who].push(await measures[who]());
  }
  return measured;
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
