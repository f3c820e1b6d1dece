/** One line of the table: what was measured beside what, in the same run. */
export type Row = {
  name: string;
  baseline: string;
  ours: string;
  /** Ours through baseline: 1 is as good, 2 takes twice as long. */
  ratio: number;
  /** The most that we accept; null where the row only informs. */
  goal: number | null;
};

/** `quick` measures less, to see that everything runs; `folder` is a temporary one that is removed in the end. */
export type How = { quick: boolean; folder: string };

/** A file of rows: measures baseline and ours in turns, so that a drift of the machine hits both. */
export type Bench = { name: string; measure(how: How): Promise<Row[]> };

/** A row from two times in ms, as people read them. */
export function timeRow(name: string, baselineMs: number, oursMs: number, goal: number | null): Row {
  return { name, baseline: inMs(baselineMs), ours: inMs(oursMs), ratio: oursMs / baselineMs, goal };
}

/** A row from two amounts of memory in bytes. */
export function memoryRow(name: string, baseline: number, ours: number, goal: number | null): Row {
  return { name, baseline: inMb(baseline), ours: inMb(ours), ratio: ours / baseline, goal };
}

function inMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function inMs(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
}
