import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPace } from '../../src/jobs/pace.ts';

/** A pace of one call per second with bursts of three, on a clock in ms that stands until it is moved. */
function start(limit = { perSecond: 1, burst: 3 }) {
  const clock = { now: 1_000 };
  const pace = createPace(limit, () => clock.now);
  return { clock, pace };
}

/** Sends as many as may go out at once. */
function sendAll(pace: ReturnType<typeof start>['pace']): number {
  let sent = 0;
  while (pace.wait() === 0 && sent < 1_000) {
    pace.spend();
    sent += 1;
  }
  return sent;
}

describe('how fast calls go out', () => {
  test('a burst at once, then one for each second that passes', () => {
    const { clock, pace } = start();
    expect(sendAll(pace)).toBe(3);
    expect(pace.wait()).toBe(1_000);
    clock.now += 500;
    expect(pace.wait()).toBe(500);
    clock.now += 500;
    expect(sendAll(pace)).toBe(1);
    clock.now += 2_500;
    expect(sendAll(pace)).toBe(2);
    expect(pace.wait()).toBe(500);
  });

  test('time without calls saves up one burst and no more', () => {
    const { clock, pace } = start();
    sendAll(pace);
    clock.now += 60_000;
    expect(sendAll(pace)).toBe(3);
  });

  test('asking alone costs nothing', () => {
    const { pace } = start();
    expect([pace.wait(), pace.wait(), pace.wait(), pace.wait()]).toEqual([0, 0, 0, 0]);
    expect(sendAll(pace)).toBe(3);
  });

  test('at less than one per second the wait is longer', () => {
    const { pace } = start({ perSecond: 0.8, burst: 1 });
    sendAll(pace);
    expect(pace.wait()).toBe(1_250);
  });

  test('whoever waits as long as was said may send', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        (perSecond, burst) => {
          const { clock, pace } = start({ perSecond, burst });
          sendAll(pace);
          clock.now += pace.wait();
          expect(pace.wait()).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('over any stretch of time there are no more calls than a burst and the rate allow', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 50 });
    fc.assert(
      fc.property(gaps, (each) => {
        const { clock, pace } = start();
        const began = clock.now;
        let sent = sendAll(pace);
        for (const gap of each) {
          clock.now += gap;
          sent += sendAll(pace);
        }
        expect(sent).toBeLessThanOrEqual(3 + (clock.now - began) / 1_000 + 0.001);
      }),
    );
  });
});

describe('when Slack asks to wait', () => {
  test('nothing goes out until then', () => {
    const { clock, pace } = start();
    pace.pause(30_000);
    expect(pace.wait()).toBe(30_000);
    clock.now += 29_999;
    expect(pace.wait()).toBe(1);
    clock.now += 1;
    expect(pace.wait()).toBe(0);
  });

  test('one goes out then, and no burst: a burst is what Slack has just turned away', () => {
    const { clock, pace } = start();
    pace.pause(30_000);
    clock.now += 30_000;
    expect(sendAll(pace)).toBe(1);
    expect(pace.wait()).toBe(1_000);
    clock.now += 10_000;
    expect(sendAll(pace)).toBe(3);
  });

  test('a shorter wait does not shorten a longer one, a longer one does lengthen it', () => {
    const { clock, pace } = start();
    pace.pause(30_000);
    pace.pause(5_000);
    expect(pace.wait()).toBe(30_000);
    clock.now += 10_000;
    pace.pause(40_000);
    expect(pace.wait()).toBe(40_000);
  });

  test('a wait of no time is none', () => {
    const { pace } = start();
    pace.pause(0);
    expect(pace.wait()).toBe(0);
  });

  test('each pace waits for itself', () => {
    const posting = start();
    const redrawing = start();
    redrawing.pace.pause(30_000);
    expect(posting.pace.wait()).toBe(0);
  });
});
