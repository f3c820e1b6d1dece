import { describe, expect, test } from 'vitest';
import { createDeliveries, deliveryId } from '../../src/slack/deliveries.ts';

type Reply = { words: string; errors?: boolean };

const NOW = Date.UTC(2026, 11, 1, 9);

/** Remembers deliveries as the store does: through a restart of everything else. */
function notebook() {
  const keys = new Set<string>();
  return {
    keys,
    async first(key: string) {
      await null;
      const isFirst = !keys.has(key);
      keys.add(key);
      return isFirst;
    },
    async known(key: string) {
      await null;
      return keys.has(key);
    },
    along: <T>(_keys: string[], _now: number, run: () => Promise<T>) => run(),
    async release(key: string) {
      await null;
      keys.delete(key);
    },
    forget: async () => 0,
  };
}

function start(deliveries = notebook()) {
  const wentThrough = ({ errors }: Reply) => !errors;
  const { once } = createDeliveries<Reply>({ store: { deliveries } } as never, wentThrough);
  return { once, deliveries };
}

/** Work that waits until it is told to finish, and counts how often it began. */
function work() {
  const begun: ((reply: Reply | Error) => void)[] = [];
  return {
    begun,
    run: () =>
      new Promise<Reply>((resolve, reject) => {
        begun.push((reply) => (reply instanceof Error ? reject(reply) : resolve(reply)));
      }),
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a click that Slack delivers twice', () => {
  test('at the same moment, over two connections: one effect, and both hear the same answer', async () => {
    const { once } = start();
    const { run, begun } = work();
    const both = Promise.all([once({ id: 'T1' }, NOW, run), once({ id: 'T1' }, NOW, run)]);
    await settled();
    expect(begun).toHaveLength(1);
    begun[0]?.({ words: 'Booked' });
    expect(await both).toEqual([
      { answer: { words: 'Booked' }, repeated: false },
      { answer: { words: 'Booked' }, repeated: true },
    ]);
  });

  test('again after it was answered: it gets the same answer, and nothing happens', async () => {
    const { once } = start();
    await once({ id: 'T1' }, NOW, async () => ({ words: 'Booked' }));
    const again = await once({ id: 'T1' }, NOW, () => Promise.reject(new Error('ran twice')));
    expect(again).toEqual({ answer: { words: 'Booked' }, repeated: true });
  });

  test('again after a restart: nothing happens, and nobody knows the answer any more', async () => {
    const { once, deliveries } = start();
    await once({ id: 'T1' }, NOW, async () => ({ words: 'Booked' }));
    await settled();
    const after = start(deliveries);
    const again = await after.once({ id: 'T1' }, NOW, () => Promise.reject(new Error('ran twice')));
    expect(again).toEqual({ answer: null, repeated: true });
  });

  test('two different clicks at the same moment both count', async () => {
    const { once } = start();
    const [one, other] = await Promise.all([
      once({ id: 'T1' }, NOW, async () => ({ words: 'one' })),
      once({ id: 'T2' }, NOW, async () => ({ words: 'other' })),
    ]);
    expect([one, other]).toEqual([
      { answer: { words: 'one' }, repeated: false },
      { answer: { words: 'other' }, repeated: false },
    ]);
  });

  test('what comes without an id cannot be told apart, and counts each time', async () => {
    const { once } = start();
    const twice = [
      await once({ id: null }, NOW, async () => ({ words: 'a' })),
      await once({ id: null }, NOW, async () => ({ words: 'b' })),
    ];
    expect(twice.map(({ repeated }) => repeated)).toEqual([false, false]);
  });
});

describe('a form that is submitted twice', () => {
  test('by a double click (two triggers, one view): it is saved once', async () => {
    const { once } = start();
    const { run, begun } = work();
    const both = Promise.all([
      once({ id: 'T1', view: 'V1:h1' }, NOW, run),
      once({ id: 'T2', view: 'V1:h1' }, NOW, run),
    ]);
    await settled();
    begun[0]?.({ words: 'Saved' });
    expect((await both).map(({ repeated }) => repeated)).toEqual([false, true]);
    expect(begun).toHaveLength(1);
  });

  test('after it was turned down: the person may put it right and send it again', async () => {
    const { once } = start();
    const first = await once({ id: 'T1', view: 'V1:h1' }, NOW, async () => ({ words: 'Pick a date.', errors: true }));
    const second = await once({ id: 'T2', view: 'V1:h1' }, NOW, async () => ({ words: 'Saved' }));
    const third = await once({ id: 'T3', view: 'V1:h1' }, NOW, async () => ({ words: 'Saved again' }));
    expect([first, second, third]).toEqual([
      { answer: { words: 'Pick a date.', errors: true }, repeated: false },
      { answer: { words: 'Saved' }, repeated: false },
      { answer: { words: 'Saved' }, repeated: true },
    ]);
  });

  test('three times at once, and turned down each time: each hears the words, so that the modal stays', async () => {
    const { once } = start();
    let runs = 0;
    const run = async () => {
      runs += 1;
      await settled();
      return { words: `Pick a date (${runs}).`, errors: true };
    };
    const all = await Promise.all(['T1', 'T2', 'T3'].map((id) => once({ id, view: 'V1:h1' }, NOW, run)));
    expect(all.map(({ answer }) => answer?.errors)).toEqual([true, true, true]);
  });

  test('three times at once, of which the second is good: the third is not saved on top', async () => {
    const { once } = start();
    const replies: Reply[] = [{ words: 'Pick a date.', errors: true }, { words: 'Saved' }, { words: 'Saved on top' }];
    const run = async () => {
      const reply = replies.shift();
      await settled();
      return reply as Reply;
    };
    const all = await Promise.all(['T1', 'T2', 'T3'].map((id) => once({ id, view: 'V1:h1' }, NOW, run)));
    expect(all).toEqual([
      { answer: { words: 'Pick a date.', errors: true }, repeated: false },
      { answer: { words: 'Saved' }, repeated: false },
      { answer: { words: 'Saved' }, repeated: true },
    ]);
  });

  test('turned down, while the same delivery comes over the other connection: both hear the words', async () => {
    const { once } = start();
    const { run, begun } = work();
    const waiting = Promise.all([
      once({ id: 'T1', view: 'V1:h1' }, NOW, run),
      once({ id: 'T2', view: 'V1:h1' }, NOW, run),
      once({ id: 'T2', view: 'V1:h1' }, NOW, run),
    ]);
    await settled();
    begun[0]?.({ words: 'Pick a date.', errors: true });
    await settled();
    begun[1]?.({ words: 'Pick a time.', errors: true });
    expect(await waiting).toEqual([
      { answer: { words: 'Pick a date.', errors: true }, repeated: false },
      { answer: { words: 'Pick a time.', errors: true }, repeated: false },
      { answer: { words: 'Pick a time.', errors: true }, repeated: true },
    ]);
    expect(begun).toHaveLength(2);
  });

  test('after a restart: one that was saved is not saved again, whichever way it comes', async () => {
    const { once, deliveries } = start();
    await once({ id: 'T1', view: 'V1:h1' }, NOW, async () => ({ words: 'Saved' }));
    await settled();
    const after = start(deliveries);
    const run = () => Promise.reject(new Error('ran twice'));
    expect(await after.once({ id: 'T1', view: 'V1:h1' }, NOW, run)).toEqual({ answer: null, repeated: true });
    expect(await after.once({ id: 'T2', view: 'V1:h1' }, NOW, run)).toEqual({ answer: null, repeated: true });
    expect(await after.once({ id: 'T3', view: 'V1:h1' }, NOW, run)).toEqual({ answer: null, repeated: true });
  });

  test('after a restart: one that was turned down is looked at afresh, so that the modal does not close on it', async () => {
    const { once, deliveries } = start();
    await once({ id: 'T1', view: 'V1:h1' }, NOW, async () => ({ words: 'Pick a date.', errors: true }));
    const after = start(deliveries);
    const again = await after.once({ id: 'T1', view: 'V1:h1' }, NOW, async () => ({
      words: 'Pick a date.',
      errors: true,
    }));
    expect(again).toEqual({ answer: { words: 'Pick a date.', errors: true }, repeated: false });
  });
});

describe('when the work fails', () => {
  test('whoever sent it hears so, and so does the copy that waits', async () => {
    const { once } = start();
    const { run, begun } = work();
    const both = Promise.allSettled([once({ id: 'T1' }, NOW, run), once({ id: 'T1' }, NOW, run)]);
    await settled();
    begun[0]?.(new Error('disk full'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(begun).toHaveLength(1);
  });

  test('it may be sent again', async () => {
    const { once, deliveries } = start();
    await expect(once({ id: 'T1', view: 'V1:h1' }, NOW, () => Promise.reject(new Error('disk full')))).rejects.toThrow(
      'disk full',
    );
    expect([...deliveries.keys]).toEqual([]);
    const again = await once({ id: 'T2', view: 'V1:h1' }, NOW, async () => ({ words: 'Saved' }));
    expect(again).toEqual({ answer: { words: 'Saved' }, repeated: false });
  });

  test('and so may a second click on the same form that was waiting for it', async () => {
    const { once } = start();
    const { run, begun } = work();
    const both = Promise.allSettled([
      once({ id: 'T1', view: 'V1:h1' }, NOW, run),
      once({ id: 'T2', view: 'V1:h1' }, NOW, run),
    ]);
    await settled();
    begun[0]?.(new Error('disk full'));
    await settled();
    begun[1]?.({ words: 'Saved' });
    expect(await both).toMatchObject([
      { status: 'rejected' },
      { status: 'fulfilled', value: { answer: { words: 'Saved' }, repeated: false } },
    ]);
  });

  test('a store that cannot be asked runs nothing', async () => {
    const broken = { ...notebook(), known: () => Promise.reject(new Error('disk broken')) };
    const { once } = start(broken);
    const { run, begun } = work();
    await expect(once({ id: 'T1' }, NOW, run)).rejects.toThrow('disk broken');
    expect(begun).toEqual([]);
  });

  test('a store that cannot note down what wrote nothing holds nobody up', async () => {
    const full = { ...notebook(), first: () => Promise.reject(new Error('disk full')) };
    const { once } = start(full);
    const opened = await once({ id: 'T1' }, NOW, async () => ({ words: 'Here is your form' }));
    expect(opened).toEqual({ answer: { words: 'Here is your form' }, repeated: false });
  });
});

describe('the name of a delivery', () => {
  const tap = ['UCLEO', 'book.slot', '{"t":1}', '1764.1'];

  test('is the same for copies', () => {
    expect(deliveryId('T1', ...tap)).toBe(deliveryId('T1', ...tap));
  });

  test.each([
    ['another trigger', 'T2', tap],
    ['another person', 'T1', ['UBEN', 'book.slot', '{"t":1}', '1764.1']],
    ['another button', 'T1', ['UCLEO', 'book.other', '{"t":1}', '1764.1']],
    ['another click', 'T1', ['UCLEO', 'book.slot', '{"t":1}', '1764.2']],
    ['words that only run together alike', 'T1', ['UCLEObook.slot', '', '{"t":1}', '1764.1']],
  ])('differs for %s', (_what, trigger, said) => {
    expect(deliveryId(trigger, ...said)).not.toBe(deliveryId('T1', ...tap));
  });

  test('there is none without a trigger', () => {
    expect(deliveryId(null, ...tap)).toBeNull();
  });
});
