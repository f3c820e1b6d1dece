import { afterEach, describe, expect, test } from 'vitest';
import type { Sweep } from '../../src/deps.ts';
import { createTicker, type Ticker } from '../../src/jobs/ticker.ts';
import { createLog } from '../../src/log.ts';

const NOW = Date.UTC(2026, 11, 1, 9);

const running: Ticker[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((ticker) => ticker.stop()));
});

function start(...sweeps: Sweep[]) {
  const logLines: string[] = [];
  const log = createLog({ level: 'debug', stream: { write: (line: string) => logLines.push(line) } });
  const clock = { now: NOW };
  const ticker = createTicker(
    sweeps,
    () => clock.now,
    log,
    () => '0123456789abcdef',
  );
  running.push(ticker);
  return { ticker, clock, logLines };
}

/** A sweep that gives these answers one after the other, then is idle; and what it was asked. */
function sweep(name: string, ...answers: (boolean | number | Error)[]) {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  const one = async (now: number) => {
    asked.push(now);
    for (const wake of waiting.splice(0)) wake();
    const answer = answers.shift() ?? false;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  /** Resolves once it was asked so many times. */
  async function times(count: number): Promise<void> {
    while (asked.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
  }
  return { name, one, asked, times };
}

/** A sweep that works until it is told to finish. */
function slow(name: string) {
  const begun: { now: number; finish: (more: boolean | number) => void }[] = [];
  const one = (now: number) => new Promise<boolean | number>((finish) => begun.push({ now, finish }));
  return { name, one, begun };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('catching up', () => {
  test('asks again for whatever is held back, until nothing is, and time goes on meanwhile', async () => {
    const [paced, idle] = [sweep('paced', true, 5, true, 5), sweep('idle')];
    const { ticker } = start(paced, idle);
    await ticker.catchUp(NOW);
    expect(paced.asked).toHaveLength(5);
    expect(idle.asked).toHaveLength(3);
    expect(paced.asked.slice(0, 2)).toEqual([NOW, NOW]);
    expect(paced.asked.at(-1)).toBeGreaterThan(NOW);
  });

  test('goes on after more than one look can take', async () => {
    const long = sweep('long', ...Array.from({ length: 501 }, () => true));
    const { ticker } = start(long);
    await ticker.catchUp(NOW);
    expect(long.asked).toHaveLength(502);
  });

  test('sits through no wait of more than a minute, and says that something is left', async () => {
    const held = sweep('held', 60_500, true);
    const { ticker, logLines } = start(held);
    await ticker.catchUp(NOW);
    expect(held.asked).toEqual([NOW]);
    expect(logLines.join()).toContain('the rest is left');
  });

  test('a sweep that fails holds up nobody', async () => {
    const [broken, other] = [sweep('broken', new Error('disk full')), sweep('other', 1)];
    const { ticker } = start(broken, other);
    await ticker.catchUp(NOW);
    expect(other.asked).toHaveLength(2);
  });
});

describe('a look', () => {
  test('asks each sweep in turn until it is idle', async () => {
    const order: string[] = [];
    const noting = (name: string, times: number): Sweep => {
      let left = times;
      return {
        name,
        one: async () => {
          order.push(name);
          left -= 1;
          return left > 0;
        },
      };
    };
    const { ticker } = start(noting('first', 3), noting('second', 1), noting('third', 2));
    await ticker.run(NOW);
    expect(order).toEqual(['first', 'first', 'first', 'second', 'third', 'third']);
  });

  test('is a look at one moment: every sweep is asked about the same now', async () => {
    const [one, other] = [sweep('one', true, true), sweep('other', true)];
    const { ticker } = start(one, other);
    await ticker.run(NOW + 5);
    expect([...one.asked, ...other.asked]).toEqual([NOW + 5, NOW + 5, NOW + 5, NOW + 5, NOW + 5]);
  });

  test('is noted when it went through', async () => {
    const { ticker } = start(sweep('one'));
    expect(ticker.lastTickAt()).toBeNull();
    await ticker.run(NOW);
    expect(ticker.lastTickAt()).toBe(NOW);
  });

  test('never overlaps another: the second waits until the first is over', async () => {
    const work = slow('slow');
    const { ticker } = start(work);
    const both = Promise.all([ticker.run(1), ticker.run(2)]);
    await settled();
    expect(work.begun.map(({ now }) => now)).toEqual([1]);
    work.begun[0]?.finish(false);
    await settled();
    expect(work.begun.map(({ now }) => now)).toEqual([1, 2]);
    work.begun[1]?.finish(false);
    await both;
  });

  test('lets no sweep starve the others, however much it has to do', async () => {
    let asked = 0;
    const endless: Sweep = {
      name: 'endless',
      one: async () => {
        asked += 1;
        return true;
      },
    };
    const other = sweep('other');
    const { ticker } = start(endless, other);
    await ticker.run(NOW);
    expect(other.asked).toHaveLength(1);
    expect(asked).toBe(500);
  });
});

test('a sweep that has much to do lets others have their turn in between', async () => {
  let handled = 0;
  let handledByThen = 0;
  const busy: Sweep = {
    name: 'busy',
    one: async () => {
      const until = performance.now() + 2;
      while (performance.now() < until);
      handled += 1;
      return handled < 50;
    },
  };
  setImmediate(() => {
    handledByThen = handled;
  });
  await start(busy).ticker.run(NOW);
  expect(handled).toBe(50);
  expect(handledByThen).toBeLessThan(50);
});

describe('a sweep that fails', () => {
  test('does not stop the others, nor the next look', async () => {
    const failing = sweep('failing', new Error('out of order'));
    const other = sweep('other');
    const { ticker } = start(failing, other);
    await ticker.run(NOW);
    expect(other.asked).toHaveLength(1);
    await ticker.run(NOW + 1);
    expect(failing.asked).toEqual([NOW, NOW + 1]);
    expect(ticker.lastTickAt()).toBe(NOW);
  });

  test('is named in the log, with a reference', async () => {
    const { ticker, logLines } = start(sweep('due-nudges', new Error('out of order')));
    await ticker.run(NOW);
    expect(logLines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'a sweep failed', sweep: 'due-nudges', reference: '89abcdef' },
    ]);
  });
});

describe('waking', () => {
  test('asks soon, about the moment at which it is asked', async () => {
    const one = sweep('one');
    const { ticker, clock } = start(one);
    ticker.wake();
    clock.now = NOW + 7;
    await one.times(1);
    expect(one.asked).toEqual([NOW + 7]);
  });

  test('while a look is under way: there is another look after it', async () => {
    const work = slow('slow');
    const { ticker } = start(work);
    const first = ticker.run(1);
    await settled();
    ticker.wake();
    await settled();
    work.begun[0]?.finish(false);
    await first;
    await settled();
    expect(work.begun.map(({ now }) => now)).toEqual([1, NOW]);
    work.begun[1]?.finish(false);
  });

  test('while a look is under way: the one after it is about the moment at which it begins, not at which it was woken', async () => {
    const work = slow('slow');
    const { ticker, clock } = start(work);
    void ticker.run(1);
    await settled();
    ticker.wake();
    await settled();
    clock.now = NOW + 7;
    work.begun[0]?.finish(false);
    await settled();
    expect(work.begun.map(({ now }) => now)).toEqual([1, NOW + 7]);
    work.begun[1]?.finish(false);
  });

  test('while a look at another moment waits for its turn: there is a look at the present all the same', async () => {
    const one = sweep('one');
    const { ticker } = start(one);
    void ticker.run(1);
    ticker.wake();
    await one.times(2);
    expect(one.asked).toEqual([1, NOW]);
  });

  test('many times while a look is waiting: one more look is enough', async () => {
    const work = slow('slow');
    const { ticker } = start(work);
    void ticker.run(1);
    await settled();
    for (let count = 0; count < 10; count += 1) {
      ticker.wake();
      await settled();
    }
    work.begun[0]?.finish(false);
    await settled();
    work.begun[1]?.finish(false);
    await settled();
    expect(work.begun).toHaveLength(2);
  });

  test('a sweep that wants to be asked again then is asked again', async () => {
    const one = sweep('one', 5, 5);
    const { ticker } = start(one);
    await ticker.run(NOW);
    await one.times(3);
    expect(one.asked[0]).toBe(NOW);
  });

  test('a sweep that can wait long does not hold up one that cannot', async () => {
    const soon = sweep('soon', 5);
    const late = sweep('late', 3_600_000);
    const { ticker } = start(soon, late);
    await ticker.run(NOW);
    await soon.times(2);
  });

  test('a sweep that had too much to do for one look goes on soon', async () => {
    const busy = sweep('busy', ...Array.from({ length: 600 }, () => true));
    const { ticker } = start(busy);
    await ticker.run(NOW);
    expect(busy.asked).toHaveLength(500);
    await busy.times(601);
  });

  test('starting looks at once', async () => {
    const one = sweep('one');
    const { ticker } = start(one);
    ticker.start();
    await one.times(1);
  });
});

describe('stopping', () => {
  test('waits for what is in hand, and begins nothing more', async () => {
    const work = slow('slow');
    const next = sweep('next');
    const { ticker } = start(work, next);
    void ticker.run(NOW);
    await settled();
    let stopped = false;
    const stopping = ticker.stop().then(() => {
      stopped = true;
    });
    await settled();
    expect(stopped).toBe(false);
    work.begun[0]?.finish(true);
    await stopping;
    expect(work.begun).toHaveLength(1);
    expect(next.asked).toEqual([]);
  });

  test('is final: neither waking nor a look that waited does anything', async () => {
    const one = sweep('one', 5);
    const { ticker } = start(one);
    await ticker.run(NOW);
    await ticker.stop();
    ticker.wake();
    await ticker.run(NOW + 1);
    await settled();
    expect(one.asked).toEqual([NOW]);
  });

  test('before anything began is fine, and so is stopping twice', async () => {
    const { ticker } = start(sweep('one'));
    await ticker.stop();
    await ticker.stop();
    expect(ticker.lastTickAt()).toBeNull();
  });
});
