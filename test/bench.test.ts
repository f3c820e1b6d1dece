import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../bench/main.ts', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-bench-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function bench(...args: string[]) {
  const env = { ...process.env, TMPDIR: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', env });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
}

describe('the benchmarks', () => {
  it('print a ratio beside a baseline for every row, its goal, and whether it is kept; and leave nothing behind', () => {
    const { status, lines, stderr } = bench('--quick');
    expect(stderr.replace(/^measuring: .*\n/gm, '')).toBe('');
    expect(status).toBe(0);
    expect(lines[0]).toMatch(/^what +baseline +ours +ratio +goal$/);
    const row = (goal: string) =>
      new RegExp(`^.+ {2,}[\\d.,]+( ms|/s| MB) +[\\d.,]+( ms|/s| MB) +\\d+\\.\\d\\d +${goal}$`);
    const kept = '≤ [\\d.]+ +(ok|over)';
    expect(lines.slice(1)).toEqual([
      ...[kept, kept].map((goal) => expect.stringMatching(row(goal))),
      ...[kept, '-', '-', kept, '-', '-'].map((goal) => expect.stringMatching(row(goal))),
      ...[kept, kept, kept, '-', '-'].map((goal) => expect.stringMatching(row(goal))),
      ...Array(4).fill(expect.stringMatching(row(kept))),
      ...Array(6).fill(expect.stringMatching(row(kept))),
      ...['-', '-', kept, '-', '-', kept, kept, '-', '-'].map((goal) => expect.stringMatching(row(goal))),
    ]);
    expect(lines.map((line) => line.split(/ {2,}/).filter(Boolean)[0])).toEqual([
      'what',
      'slash command to modal, p50',
      'slash command to modal, p99',
      'closing form to next page, p50',
      'beside bare Bolt with one durable row',
      'that durable row beside bare Bolt without',
      'closing form to next page, p99',
      'beside bare Bolt with one durable row',
      'that durable row beside bare Bolt without',
      'start to connected',
      'tick with 100 due, 1,000 → 5,000 pairings',
      'of it the store, 1,000 → 5,000 pairings',
      "a nudge's life (plan, take, sent)",
      'one booking change (propose, accept, call off)',
      'a search of 2,000 takeaways in one cohort, p99, beside 1,000 reads by key',
      'the newest of 2,000 takeaways in one cohort, p99, beside 1,000 reads by key',
      'a search of 2,000 takeaways in 100 cohorts, p99, beside 1,000 reads by key',
      'the newest of 2,000 takeaways in 100 cohorts, p99, beside 1,000 reads by key',
      'report on 80 people, p99 beside what we allow',
      'longest wait of others, p99',
      'on their last 30 days, p99',
      'longest wait of others, p99',
      'on their whole year, p99',
      'longest wait of others, p99',
      'the first after a start',
      'longest wait of others in it',
      'process RSS while reporting on 80 people, at most',
      'process RSS of the idle bot beside bare Bolt',
      'report without Slack beside one scan',
      'cost of 1,000 pairs, 40 → 80',
      'cost of 1,000 pairs, 80 → 160',
      'import of 30 pairs, in one transaction, beside what we allow',
      'file to last of 60 welcomes, on Slack’s clock',
    ]);
    expect(readdirSync(folder)).toEqual([]);
  }, 300_000);

  it('measure nothing but what is asked for', () => {
    const { status, lines } = bench('--quick', '--only', 'start');
    expect(status).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^start to connected /);
  }, 60_000);

  it('name what there is when somebody asks for something else', () => {
    const { status, stderr } = bench('--only', 'speed');
    expect(status).toBe(1);
    expect(stderr).toContain('There is nothing called speed to measure.');
    expect(stderr).toContain('one or several of: modal, closing, start, tick, store, search, report');
  });
});
