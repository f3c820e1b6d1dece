import { beforeEach, describe, expect, it } from 'vitest';
import type { Cohort } from '../../../src/core/cohort.ts';
import type { Member } from '../../../src/core/member.ts';
import type { Pair } from '../../../src/core/pairing.ts';
import { refuse } from '../../../src/core/refusal.ts';
import type { Takeaway } from '../../../src/core/takeaway.ts';
import type { Given } from '../contract.ts';
import { accepted, freshId, HOUR, MONDAY, makeCohort, makeMember, makePair, WORKSPACE } from '../make.ts';

type Cast = Record<'ada' | 'ben' | 'cleo' | 'dan' | 'eve', Member> & {
  cohort: Cohort;
  other: Cohort;
  adaBen: Pair;
  adaCleo: Pair;
  danEve: Pair;
};

const ALL = { from: 0, count: 1000 };

export function takeaways(given: Given): void {
  describe('takeaways', () => {
    let cast: Cast;
    beforeEach(async () => {
      cast = await makeTwoCohorts(given);
    });

    const keep = async (pair: Pair, author: Member, text: string, over: Partial<Takeaway> = {}) => {
      const takeaway = makeTakeaway(pair, author, text, over);
      accepted(
        await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({ takeaways: [takeaway] })),
      );
      return takeaway;
    };
    const change = (id: string, over: Partial<Takeaway>) =>
      given.store.takeaways.change(WORKSPACE, id, MONDAY + HOUR, (takeaway) => ({
        takeaway: { ...takeaway, ...over },
      }));
    const found = async (member: Member, words: string) =>
      (await given.store.takeaways.search(member.id, words, ALL)).found.map(({ text }) => text);

    describe('who may see them', () => {
      /** Everybody who finds a takeaway: by its words, among the newest, and by its id. */
      const seenBy = async ({ id }: Takeaway) => {
        const names: string[] = [];
        for (const name of ['ada', 'ben', 'cleo', 'dan', 'eve'] as const) {
          const member = cast[name];
          const { found: hits } = await given.store.takeaways.search(member.id, 'needle', ALL);
          const { found: newest } = await given.store.takeaways.latest(member.id, ALL);
          const ways = [
            hits.some((each) => each.id === id),
            newest.some((each) => each.id === id),
            (await given.store.takeaways.seenBy(member.id, id)) !== null,
          ];
          expect(new Set(ways).size, `${name} by every way alike`).toBe(1);
          if (ways[0]) names.push(name);
        }
        return names;
      };

      // Ada mentors Ben and Cleo in one cohort; Dan mentors Eve in another, which Cleo runs.
      it('a private one: the two of the pair, and not another mentee of the same mentor', async () => {
        expect(await seenBy(await keep(cast.adaBen, cast.ben, 'needle'))).toEqual(['ada', 'ben']);
      });

      it('one shared with the cohort: everybody in it, and nobody of another', async () => {
        const shared = await keep(cast.adaBen, cast.ben, 'needle', { audience: 'cohort' });
        expect(await seenBy(shared)).toEqual(['ada', 'ben', 'cleo']);
      });

      it('one that was vetoed: the two again', async () => {
        const shared = await keep(cast.adaBen, cast.ben, 'needle', { audience: 'cohort', quotes: true });
        await change(shared.id, { audience: 'pair', vetoedBy: cast.ada.id });
        expect(await seenBy(shared)).toEqual(['ada', 'ben']);
      });

      it('one that was shared later', async () => {
        const takeaway = await keep(cast.adaBen, cast.ben, 'needle');
        await change(takeaway.id, { audience: 'cohort' });
        expect(await seenBy(takeaway)).toEqual(['ada', 'ben', 'cleo']);
      });

      it('one that is out of date: as before', async () => {
        const takeaway = await keep(cast.adaBen, cast.ben, 'needle', { audience: 'cohort', state: 'outdated' });
        expect(await seenBy(takeaway)).toEqual(['ada', 'ben', 'cleo']);
      });

      it('one that was withdrawn: nobody', async () => {
        const takeaway = await keep(cast.adaBen, cast.ben, 'needle', { audience: 'cohort' });
        await change(takeaway.id, { state: 'withdrawn' });
        expect(await seenBy(takeaway)).toEqual([]);
      });

      it('one of a pairing that has ended: as before', async () => {
        const takeaway = await keep(cast.adaBen, cast.ben, 'needle');
        await given.store.pairings.change(WORKSPACE, cast.adaBen.pairing.id, MONDAY, () => ({
          pairing: { state: 'ended', endedAt: MONDAY },
        }));
        expect(await seenBy(takeaway)).toEqual(['ada', 'ben']);
      });

      it('a shared one without the name: known to the pair, unknown to the cohort', async () => {
        const { id } = await keep(cast.adaBen, cast.ben, 'needle', { audience: 'cohort', named: false });
        const author = async (member: Member) => (await given.store.takeaways.seenBy(member.id, id))?.author;
        expect(await author(cast.ada)).toMatchObject({ memberId: cast.ben.id, userId: 'UBEN', name: 'Ben' });
        expect(await author(cast.ben)).toMatchObject({ memberId: cast.ben.id });
        expect(await author(cast.cleo)).toBeNull();
      });

      it('all of a pairing are for its two alone, shared ones, too', async () => {
        await keep(cast.adaBen, cast.ben, 'one');
        await keep(cast.adaBen, cast.ada, 'two', { audience: 'cohort' });
        await keep(cast.adaBen, cast.ben, 'gone', { state: 'withdrawn' });
        await keep(cast.adaCleo, cast.ada, 'elsewhere');
        const of = async (member: Member) => {
          const page = await given.store.takeaways.ofPairing(member.id, cast.adaBen.pairing.id, ALL);
          return [page.total, ...page.found.map(({ text }) => text)];
        };
        expect(await of(cast.ada)).toEqual([2, 'two', 'one']);
        expect(await of(cast.ben)).toEqual([2, 'two', 'one']);
        expect(await of(cast.cleo)).toEqual([0]);
        expect(await of(cast.eve)).toEqual([0]);
      });
    });

    describe('searching', () => {
      const TEXTS = [
        'Plan the week on Friday',
        'Planning beats plans',
        'Ein Café in München: naïve Fragen sind gut',
        'Rest AND sleep',
        'مرحبا بالعالم, and listen',
        '🎉 celebrate 日本語 small wins',
        "Don't say yes at once; e-mail later",
      ];
      beforeEach(async () => {
        for (const text of TEXTS) await keep(cast.adaBen, cast.ben, text);
        await keep(cast.adaBen, cast.ben, 'Say no kindly', { tags: ['feedback', 'führung'] });
      });

      it.each([
        ['plan', ['Plan the week on Friday']],
        ['PLAN', ['Plan the week on Friday']],
        ['plan*', ['Plan the week on Friday', 'Planning beats plans']],
        ['plan* week', ['Plan the week on Friday']],
        ['"the week"', ['Plan the week on Friday']],
        ['"week the"', []],
        ['"the week', ['Plan the week on Friday']],
        ['“the week”', ['Plan the week on Friday']],
        ['“week the”', []],
        ['„the week“', ['Plan the week on Friday']],
        ['"the wee"*', ['Plan the week on Friday']],
        ['plan the wee…', ['Plan the week on Friday']],
        ['cafe munchen', ['Ein Café in München: naïve Fragen sind gut']],
        ['NAÏVE', ['Ein Café in München: naïve Fragen sind gut']],
        ['Cafe\u0301', ['Ein Café in München: naïve Fragen sind gut']],
        ['AND', ['Rest AND sleep', 'مرحبا بالعالم, and listen']],
        ['rest OR plan', []],
        ['NOT plan', []],
        ['NEAR(', []],
        ['text : plan', []],
        ['بالعالم', ['مرحبا بالعالم, and listen']],
        ['🎉 celebrate', ['🎉 celebrate 日本語 small wins']],
        ['日本*', ['🎉 celebrate 日本語 small wins']],
        ["don't", ["Don't say yes at once; e-mail later"]],
        ['e-mail', ["Don't say yes at once; e-mail later"]],
        ['#feedback', ['Say no kindly']],
        ['feedback', ['Say no kindly']],
        ['#fuhrung no', ['Say no kindly']],
        ['#feed*', ['Say no kindly']],
        ['#feed', []],
        ['#kind*', []],
        ['#kindly', []],
        ['week;--', ['Plan the week on Friday']],
        ["week' OR 1=1", []],
      ])('%s', async (words, texts) => {
        expect((await found(cast.ada, words)).sort()).toEqual([...texts].sort());
      });

      it.each(['', ' ', '"', '""', '*', '-', '#', '🎉', '()', '^', '\u0000', '" *'])(
        'nothing that is a word, %j: nothing',
        async (words) => {
          expect(await given.store.takeaways.search(cast.ada.id, words, ALL)).toEqual({
            found: [],
            total: 0,
            ranked: true,
          });
        },
      );

      it('the words by which the index keeps who may see what find nothing', async () => {
        const { id } = cast.danEve.pairing;
        const word = `p${id.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
        await keep(cast.danEve, cast.eve, 'secret of Eve');
        for (const words of [word, `reach ${word}`, `reach:${word}`, 'ppair*', 'ccohort*', `plan OR ${word}`])
          expect(await found(cast.ada, words)).toEqual([]);
      });

      it('somebody in no pairing finds nothing', async () => {
        const zoe = await makeMember(given.store, 'Zoe');
        expect(await found(zoe, 'plan*')).toEqual([]);
        expect((await given.store.takeaways.latest(zoe.id, ALL)).total).toBe(0);
        expect(await found({ ...zoe, id: 'nobody' }, 'plan*')).toEqual([]);
      });
    });

    it('the best come first, what is out of date last', async () => {
      await keep(cast.adaBen, cast.ben, 'needle needle needle', { state: 'outdated' });
      await keep(cast.adaBen, cast.ben, `${'hay '.repeat(60)}needle`);
      await keep(cast.adaBen, cast.ben, 'needle in a stack');
      await keep(cast.adaBen, cast.ben, 'something else');
      expect((await found(cast.ada, 'needle')).map((text) => text.slice(0, 9))).toEqual([
        'needle in',
        'hay hay h',
        'needle ne',
      ]);
    });

    it('where more than a thousand fit, the newest thousand come, the newest first', async () => {
      const { adaBen, ben, ada } = cast;
      const write = async (texts: string[]) => {
        const takeaways = texts.map((text) => makeTakeaway(adaBen, ben, text));
        accepted(await given.store.pairings.change(WORKSPACE, adaBen.pairing.id, MONDAY, () => ({ takeaways })));
      };
      const find = () => given.store.takeaways.search(ada.id, 'needle', { from: 0, count: 1 });
      await write(['needle needle needle', ...Array.from({ length: 999 }, (_, at) => `needle in stack ${at}`)]);
      expect(await find()).toMatchObject({ total: 1000, ranked: true, found: [{ text: 'needle needle needle' }] });
      await write(['the last needle']);
      expect(await find()).toMatchObject({ total: 1000, ranked: false, found: [{ text: 'the last needle' }] });
    });

    it('each has its own snippet, with the words that were found between marks', async () => {
      await keep(cast.adaBen, cast.ben, 'An old needle');
      await keep(cast.adaBen, cast.ben, `${'hay '.repeat(50)}a new needle ${'straw '.repeat(50)}`);
      await keep(cast.adaBen, cast.ben, 'Found by its tag', { tags: ['needle'] });
      const { found: hits } = await given.store.takeaways.search(cast.ada.id, 'needle', ALL);
      const snippets = hits.map(({ snippet }) => snippet).sort();
      expect(snippets[0]).toBe('An old \u0001needle\u0002');
      expect(snippets[1]).toBe('Found by its tag');
      expect(snippets[2]).toContain('hay a new \u0001needle\u0002 straw');
      expect(snippets[2]?.length).toBeLessThan(200);
    });

    it('changed ones are found by what they say now', async () => {
      const { id } = await keep(cast.adaBen, cast.ben, 'before', { tags: ['old'] });
      await change(id, { text: 'after', tags: ['new'], updatedAt: MONDAY + HOUR });
      expect(await found(cast.ada, 'before')).toEqual([]);
      expect(await found(cast.ada, '#old')).toEqual([]);
      expect(await found(cast.ada, 'after #new')).toEqual(['after']);
      await given.restart();
      expect(await found(cast.ada, 'after')).toEqual(['after']);
    });

    it('five hundred come in pages, each once', async () => {
      const { adaBen, ben, ada } = cast;
      const many = Array.from({ length: 500 }, (_, at) => makeTakeaway(adaBen, ben, `needle ${at}`));
      accepted(await given.store.pairings.change(WORKSPACE, adaBen.pairing.id, MONDAY, () => ({ takeaways: many })));
      const { takeaways: store } = given.store;
      const ways = [
        (from: number) => store.search(ada.id, 'needle', { from, count: 60 }),
        (from: number) => store.latest(ada.id, { from, count: 60 }),
        (from: number) => store.ofPairing(ada.id, adaBen.pairing.id, { from, count: 60 }),
      ];
      for (const way of ways) {
        const ids = new Set<string>();
        for (let from = 0; from < 500; from += 60) {
          const page = await way(from);
          expect(page.total).toBe(500);
          for (const { id } of page.found) ids.add(id);
        }
        expect(ids.size).toBe(500);
        expect((await way(500)).found).toEqual([]);
      }
      expect((await store.latest(ada.id, { from: 0, count: 2 })).found.map(({ text }) => text)).toEqual([
        'needle 499',
        'needle 498',
      ]);
    });

    describe('changing one', () => {
      it('writes what was decided together with the nudges it plans, and leaves alone whose it is', async () => {
        const before = await keep(cast.adaBen, cast.ben, 'before');
        const plan = {
          kind: 'takeaway-shared' as const,
          occurrence: 'shared',
          to: cast.ada.id,
          dueAt: MONDAY,
          notAfter: MONDAY + HOUR,
          about: { takeawayId: before.id },
        };
        const after = { ...before, text: 'after', author: 'somebody else', cohortId: 'elsewhere', id: 'another' };
        const changed = await given.store.takeaways.change(WORKSPACE, before.id, MONDAY, (takeaway, pair) => {
          expect(takeaway).toEqual(before);
          expect(pair.pairing.id).toBe(cast.adaBen.pairing.id);
          return { takeaway: after, plan: [plan] };
        });
        expect(changed).toEqual({ ...before, text: 'after' });
        expect(await given.store.nudges.ofPairing(cast.adaBen.pairing.id)).toMatchObject([plan]);
        const notebook = await given.store.notebooks.find(cast.adaBen.pairing.id);
        expect(notebook.recent).toEqual([{ ...before, text: 'after' }]);
      });

      it('a refusal writes nothing; there is none in another workspace', async () => {
        const { id, ...before } = await keep(cast.adaBen, cast.ben, 'before');
        const no = refuse('no', 'Not now.');
        expect(await given.store.takeaways.change(WORKSPACE, id, MONDAY, () => no)).toEqual(no);
        const decide = (takeaway: Takeaway) => ({ takeaway: { ...takeaway, text: 'after' } });
        expect(await given.store.takeaways.change('T2', id, MONDAY, decide)).toBeNull();
        expect(await given.store.takeaways.change(WORKSPACE, 'nothing', MONDAY, decide)).toBeNull();
        expect(await given.store.takeaways.seenBy(cast.ben.id, id)).toMatchObject({ text: before.text });
      });

      it('what was vetoed cannot be written as shared', async () => {
        const { id } = await keep(cast.adaBen, cast.ben, 'before', { quotes: true, vetoedBy: cast.ada.id });
        await expect(change(id, { audience: 'cohort' })).rejects.toThrow();
      });
    });

    it('the notebook has the five written last, and those that quote, withdrawn ones left out', async () => {
      for (const text of ['1', '2', '3', '4', '5', '6']) await keep(cast.adaBen, cast.ben, text);
      const quoted = await keep(cast.adaBen, cast.ben, 'quoted', { quotes: true, audience: 'cohort' });
      await keep(cast.adaBen, cast.ben, 'gone', { quotes: true, state: 'withdrawn' });
      await keep(cast.adaCleo, cast.cleo, 'elsewhere', { quotes: true });
      const notebook = await given.store.notebooks.find(cast.adaBen.pairing.id);
      expect(notebook.recent.map(({ text }) => text)).toEqual(['quoted', '6', '5', '4', '3']);
      expect(notebook.quoted).toEqual([quoted]);
    });
  });
}

/** Ada mentors Ben and Cleo in one cohort, Dan mentors Eve in another. */
async function makeTwoCohorts({ store }: Given): Promise<Cast> {
  const [ada, ben, cleo, dan, eve] = (await Promise.all(
    ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'].map((name) => makeMember(store, name)),
  )) as [Member, Member, Member, Member, Member];
  const cohort = accepted(await store.cohorts.create(makeCohort(ada)));
  const other = accepted(await store.cohorts.create(makeCohort(cleo, { name: 'Makers 2027' })));
  return {
    ...{ ada, ben, cleo, dan, eve, cohort, other },
    adaBen: await makePair(store, cohort, ada, ben),
    adaCleo: await makePair(store, cohort, ada, cleo),
    danEve: await makePair(store, other, dan, eve),
  };
}

function makeTakeaway(pair: Pair, author: Member, text: string, over: Partial<Takeaway> = {}): Takeaway {
  return {
    id: freshId('takeaway'),
    pairingId: pair.pairing.id,
    cohortId: pair.cohort.id,
    author: author.id,
    text,
    tags: [],
    audience: 'pair',
    named: true,
    quotes: false,
    vetoedBy: null,
    state: 'current',
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}
