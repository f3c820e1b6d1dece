import { describe, expect, test } from 'vitest';
import { createAlarms } from '../../src/sandbox/alarms.ts';
import { createClock } from '../../src/sandbox/clock.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

describe('the clock', () => {
  test('stands still when frozen, moves by hand, and goes on from where it is', async () => {
    const clock = createClock('2026-11-23T12:00:00Z', true);
    expect([clock.now(), clock.frozen]).toEqual([NOON, true]);
    await clock.advance(5_000);
    expect(clock.now()).toBe(NOON + 5_000);
    await clock.advance(-10_000);
    expect(clock.now()).toBe(NOON - 5_000);
    await clock.freeze(false);
    const later = clock.now();
    expect(later).toBeGreaterThanOrEqual(NOON - 5_000);
    await clock.set(NOON);
    expect(clock.now()).toBeGreaterThanOrEqual(NOON);
  });

  test('waits for its followers, one after the other, and only for those who still follow', async () => {
    const clock = createClock(NOON, true);
    const order: string[] = [];
    const leave = clock.onChange(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('slow');
    });
    clock.onChange(() => void order.push('quick'));
    await clock.advance(1);
    leave();
    await clock.advance(1);
    expect(order).toEqual(['slow', 'quick', 'quick']);
  });

  test('a follower that fails is heard of, and the next move works', async () => {
    const clock = createClock(NOON, true);
    const leave = clock.onChange(() => Promise.reject(new Error('no')));
    await expect(clock.advance(1)).rejects.toThrow('no');
    leave();
    await clock.advance(1);
    expect(clock.now()).toBe(NOON + 2);
  });

  test('refuses what is no instant', () => {
    expect(() => createClock('soon')).toThrow('Not an instant: soon');
  });
});

describe('alarms', () => {
  test('ring once when their time has come, in the order of their times', async () => {
    const clock = createClock(NOON, true);
    const alarms = createAlarms(clock);
    const rung: string[] = [];
    alarms.at(NOON + 2_000, () => void rung.push('second'));
    alarms.at(NOON + 1_000, () => void rung.push('first'));
    const callOff = alarms.at(NOON + 1_500, () => void rung.push('called off'));
    callOff();
    await clock.advance(999);
    expect(rung).toEqual([]);
    await clock.advance(10_000);
    await clock.advance(10_000);
    expect(rung).toEqual(['first', 'second']);
    alarms.stop();
  });

  test('ring by themselves while the clock runs', async () => {
    const alarms = createAlarms(createClock(NOON));
    const rung = new Promise<string>((resolve) => alarms.at(NOON + 30, () => resolve('rung')));
    expect(await rung).toBe('rung');
    alarms.stop();
  });
});
