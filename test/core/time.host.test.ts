import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const core = (file: string) => JSON.stringify(new URL(`../../src/core/${file}`, import.meta.url).href);

/** Asks the rules about time in a process of its own, and prints the answers as JSON. */
const QUESTIONS = `
  const { resolveLocal, localOf, formatSlot, addDays, weekdayOf } = await import(${core('time.ts')});
  const { nextContactInstant, oneWorkingDayBefore, DEFAULT_HOURS } = await import(${core('hours.ts')});
  const { suggestSlots } = await import(${core('slots.ts')});
  const utc = (instant) => new Date(instant).toISOString();
  const person = (zone) => ({ zone, hours: DEFAULT_HOURS, busy: [] });
  const now = Date.parse('2026-03-04T10:00Z');
  const { slots } = suggestSlots({ now, minutes: 60, people: [person('Europe/Vienna'), person('America/New_York')] });
  console.log(JSON.stringify({
    gap: utc(resolveLocal('2026-03-29', 150, 'Europe/Vienna')),
    overlap: utc(resolveLocal('2026-11-01', 90, 'America/New_York')),
    midnight: utc(resolveLocal('2026-04-24', 0, 'Africa/Cairo')),
    local: localOf(Date.parse('2026-12-06T10:00Z'), 'Pacific/Kiritimati'),
    words: formatSlot(Date.parse('2026-12-01T13:30Z'), 'Europe/Vienna'),
    tomorrow: addDays('2026-03-28', 1),
    weekday: weekdayOf('2026-11-01'),
    contact: utc(nextContactInstant(Date.parse('2026-03-27T16:00Z'), person('Europe/Vienna'))),
    reminder: utc(oneWorkingDayBefore(Date.parse('2026-03-30T09:00Z'), person('Europe/Vienna'))),
    slots: slots.map(({ from }) => utc(from)),
  }));
`;

describe('the zone of the machine makes no difference', () => {
  test.each(['UTC', 'Europe/Vienna', 'America/New_York', 'Pacific/Kiritimati', 'Australia/Lord_Howe'])(
    'TZ=%s',
    (TZ) => {
      const answers = execFileSync(process.execPath, ['--input-type=module', '--eval', QUESTIONS], {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        env: { ...process.env, TZ, NODE_OPTIONS: '' },
        encoding: 'utf8',
      });
      expect(JSON.parse(answers)).toEqual({
        gap: '2026-03-29T01:00:00.000Z',
        overlap: '2026-11-01T05:30:00.000Z',
        midnight: '2026-04-23T22:00:00.000Z',
        local: { date: '2026-12-07', minute: 0, weekday: 1 },
        words: 'Tue 1 Dec, 14:30 CET',
        tomorrow: '2026-03-29',
        weekday: 7,
        contact: '2026-03-30T07:30:00.000Z',
        reminder: '2026-03-27T10:00:00.000Z',
        slots: ['2026-03-05T14:30:00.000Z', '2026-03-09T14:00:00.000Z', '2026-03-11T14:00:00.000Z'],
      });
    },
  );
});
