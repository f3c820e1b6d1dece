import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Row } from './bench.ts';
import { closing } from './closing.ts';
import { importing } from './import.ts';
import { modal } from './modal.ts';
import { report } from './report.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { store } from './store.ts';
import { tick } from './tick.ts';

/** Everything that is measured, a file each. To measure something else: a file beside these, and a line here. */
const BENCHES: Bench[] = [modal, closing, start, tick, store, search, report, importing];

const USAGE = `npm run bench [-- --only <name>[,<name>]] [--quick]

Measures Cairn beside baselines of the same run and prints ratios: what takes 1.00 times as long is as fast.
  --only   one or several of: ${BENCHES.map(({ name }) => name).join(', ')}
  --quick  measures little, to see that everything runs; its numbers mean nothing`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(USAGE);
  const names = values.only?.split(',') ?? BENCHES.map(({ name }) => name);
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) throw new Error(`There is nothing called ${unknown.join(', ')} to measure.\n\n${USAGE}`);
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
  const discard = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', discard);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

  const rows: Row[] = [];
  for (const bench of BENCHES.filter(({ name }) => names.includes(name))) {
    process.stderr.write(`measuring: ${bench.name} …\n`);
    rows.push(...(await bench.measure({ quick: values.quick, folder })));
  }
  print(rows);
}

function print(rows: Row[]): void {
  const lines = [
    ['what', 'baseline', 'ours', 'ratio', 'goal', ''],
    ...rows.map(({ name, baseline, ours, ratio, goal }) => [
      name,
      baseline,
      ours,
      ratio.toFixed(2),
      goal === null ? '-' : `≤ ${goal}`,
      goal === null ? '' : ratio <= goal ? 'ok' : 'over',
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  for (const line of lines) {
    const cells = line.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 || column === 5 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(cells.join('  ').trimEnd());
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // Whatever was started for a measurement may still be there.
  process.exit(1);
}
