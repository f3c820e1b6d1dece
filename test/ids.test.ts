import { expect, test } from 'vitest';
import { createIds } from '../src/ids.ts';

const NOON = Date.parse('2026-12-01T12:00:00Z');

test('ids are UUIDs of version 7 that begin with their millisecond', () => {
  const id = createIds(() => NOON)();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(NOON);
});

test('ten thousand ids of one moment are all different and keep their order', () => {
  const newId = createIds(() => NOON);
  const made = Array.from({ length: 10_000 }, () => newId());
  expect(new Set(made).size).toBe(10_000);
  expect([...made].sort()).toEqual(made);
});

test('a clock that is set back does not set the order back', () => {
  let now = NOON;
  const newId = createIds(() => now);
  const before = newId();
  now = NOON - 3_600_000;
  expect(newId() > before).toBe(true);
});
