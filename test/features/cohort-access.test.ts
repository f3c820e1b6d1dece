import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import type { Deps } from '../../src/deps.ts';
import { features as allFeatures } from '../../src/features/index.ts';
import { createPace } from '../../src/jobs/pace.ts';
import type { Answer, ClickAsk, Feature, Handled } from '../../src/slack/feature.ts';
import { carry, type Filled } from '../../src/slack/payload.ts';
import type { Store } from '../../src/store/store.ts';
import { openAt, tempFolder } from '../store/files.ts';
import { accepted, MONDAY, makeCohort, makeMember, makePair, WORKSPACE } from '../store/make.ts';

/** What belongs to the two of a pair; whoever runs nothing may use it, each for their own pair. */
const FOR_PAIRS = new Set([
  'agenda',
  'agenda-item',
  'booking',
  'closing',
  'commitment',
  'home',
  'pairing',
  'structure',
  'takeaway',
]);
/** No answer may bring this up to anybody but those who run the cohort. */
const SECRET = 'Zebra';

let folder: ReturnType<typeof tempFolder>;
let store: Store;
/** Another connection sees by this number that somebody wrote. */
let written: () => unknown;
let close: () => void;
let forged: { value: string; filled: Filled }[];
let features: Feature[];
let sent: string[];
beforeEach(async () => {
  folder = tempFolder();
  const path = join(folder.path, 'cairn.db');
  store = await openAt(path);
  const [ada, ben, cleo, eve] = [
    await makeMember(store, 'Ada'),
    await makeMember(store, 'Ben'),
    await makeMember(store, 'Cleo'),
    await makeMember(store, 'Eve'),
  ];
  const cohort = accepted(await store.cohorts.create(makeCohort(ada, { name: `Secret ${SECRET}` })));
  const draft = accepted(
    await store.cohorts.create(makeCohort(ada, { name: `Draft ${SECRET}`, state: 'draft', startsOn: '2026-11-02' })),
  );
  const old = accepted(
    await store.cohorts.create(makeCohort(ada, { name: `Old ${SECRET}`, state: 'ended', archivedAt: MONDAY })),
  );
  await store.cohorts.create(makeCohort(eve, { name: 'Coaches' }));
  const pair = await makePair(store, cohort, ben, cleo);
  forged = [cohort, draft, old].flatMap(({ id }) => forgeries(id, pair.pairing.id));
  const second = new Database(path, { readonly: true });
  written = () => second.pragma('data_version', { simple: true });
  close = () => second.close();
  sent = [];
  features = allFeatures(deps(), paces()).features.filter(({ name }) => !FOR_PAIRS.has(name));
});
afterEach(async () => {
  close();
  await store.close();
  folder.discard();
});

/** Ids of others in every shape in which a button or a form may carry them, with a form filled in. */
function forgeries(c: string, p: string): { value: string; filled: Filled }[] {
  const carried = [
    { c },
    { c, n: 0 },
    { c, n: 0, a: 1 },
    { c, b: 99 },
    { c, w: 'UADA' },
    { c, o: '' },
    { p },
    { c, p },
  ];
  const more = [{ c, p, o: 'no-first-meeting' }, { c, p, n: 0, o: 'x' }, { i: c }, { c, i: c }, { m: 'ben', c }];
  const filled: Filled = {
    name: 'Mine now',
    startsOn: '2026-11-02',
    endsOn: '2027-10-31',
    cadenceWeeks: '2',
    meetingMinutes: '45',
    zone: 'UTC',
    workingDays: ['1'],
    people: ['UEVE'],
    cohort: c,
    mentor: 'UEVE',
    until: '2026-12-24',
    text: 'mentor,mentee\nUBEN,UCLEO',
    pasted: 'mentor,mentee\nUBEN,UCLEO',
  };
  return [...carried, ...more].map((each) => ({ value: carry(each), filled }));
}

function paces() {
  const pace = createPace({ perSecond: 1, burst: 1 }, () => 0);
  return { post: pace, sameDm: pace, redraw: pace };
}

function deps(): Deps {
  const noted =
    (name: string) =>
    async (...given: unknown[]) => {
      sent.push(`${name} ${JSON.stringify(given)}`);
      return { outcome: 'sent', channel: 'D1', ts: '1.1' };
    };
  const person = async (userId: string) => ({ userId, name: userId, zone: 'UTC', kind: 'member' });
  const outward = (own: object) =>
    new Proxy(own, { get: (target, name) => Reflect.get(target, name) ?? noted(String(name)) });
  return {
    store,
    messenger: outward({ person }) as Deps['messenger'],
    directory: outward({ person }) as Deps['directory'],
    calendar: createCalendar(),
    clock: () => MONDAY,
    newId: randomUUID,
    log: outward({}) as unknown as Deps['log'],
    settings: { workspaceId: WORKSPACE, botUserId: 'UBOT', admins: ['UADA'] },
    wake: () => {},
  };
}

/** Everything that somebody's client could send to what is there for those who run cohorts. */
function everything(userId: string): { title: string; run: () => Handled }[] {
  const ask = { now: MONDAY, workspaceId: WORKSPACE, userId };
  const clicks = features.flatMap(({ clicks = {} }) => Object.entries(clicks));
  const submits = features.flatMap(({ submits = {} }) => Object.entries(submits));
  const closings = features.flatMap(({ closings = {} }) => Object.entries(closings));
  const commands = features.flatMap(({ commands = {} }) => Object.entries(commands));
  const on = ['message', 'modal', 'home'] as const satisfies ClickAsk['on'][];
  return [
    ...clicks.flatMap(([action, handle]) =>
      forged.flatMap(({ value, filled }) =>
        on.map((where) => ({
          title: `${action} ${value} on ${where}`,
          run: () => handle({ ...ask, action, value, on: where, filled, carried: value }),
        })),
      ),
    ),
    ...submits.flatMap(([callback, handle]) =>
      forged.flatMap(({ value: carried, filled }) =>
        [true, false].map((stacked) => ({
          title: `${callback} ${carried}`,
          run: () => handle({ ...ask, callback, carried, filled, typed: filled, stacked }),
        })),
      ),
    ),
    ...closings.flatMap(([callback, handle]) =>
      forged.map(({ value: carried, filled }) => ({
        title: `${callback} closed ${carried}`,
        run: async () => {
          await handle({ ...ask, callback, carried, filled, typed: filled });
          return {};
        },
      })),
    ),
    ...commands.flatMap(([command, handle]) =>
      LINES.map((text) => ({ title: `${command} ${text}`, run: () => handle({ ...ask, command, text }) })),
    ),
  ];
}

const LINES = [
  '',
  'help',
  'new Mine',
  'pair <@UBEN> <@UEVE> in Secret',
  'pair <@UBEN|ben> <@UNEW|new> in Draft',
  'report Secret',
  'reports Secret',
  'export Secret',
  'import Secret',
  'import',
  'reassign <@UCLEO> to <@UEVE> in Secret',
  'reassign <@UCLEO> to <@UEVE>',
  'pause <@UCLEO> in Secret',
  'unknown Secret',
];

/** All that comes of it: the answer, and the answers of whatever follows. */
async function outcome(handled: Handled): Promise<unknown[]> {
  const answer = await handled;
  const later = (answer as Answer).later;
  return later ? [answer, ...(await outcome(later()))] : [answer];
}

/** What came of everything that somebody sent: what of it wrote, reached Slack, or spoke of what is not theirs. */
async function walked(userId: string) {
  const wrote: string[] = [];
  const told: string[] = [];
  const failed: string[] = [];
  for (const { title, run } of everything(userId)) {
    const before = written();
    try {
      const said = JSON.stringify(await outcome(run()));
      if (said.includes(SECRET)) told.push(title);
    } catch (error) {
      failed.push(`${title}: ${error}`);
    }
    if (written() !== before) wrote.push(title);
  }
  return { wrote, told, failed, sent };
}

describe('everything that is there for those who run cohorts', () => {
  test.each([
    ['a stranger', 'USTRANGER'],
    ['the mentor of a pair in the cohort', 'UBEN'],
    ['the mentee of a pair in the cohort', 'UCLEO'],
    ['the coordinator of another cohort', 'UEVE'],
  ])('refuses %s with ids that are not theirs, and writes nothing', async (_who, userId) => {
    expect(await walked(userId)).toEqual({ wrote: [], told: [], failed: [], sent: [] });
  });

  test('lets an admin do all of it: the walk above can fail', async () => {
    const { wrote, told, failed } = await walked('UADA');
    expect(failed).toEqual([]);
    const did = [...new Set([...wrote, ...told].map((title) => title.split(' ')[0]))];
    expect(did).toEqual(
      expect.arrayContaining([
        'cohort.hub',
        'cohort.edit',
        'cohort.start',
        'cohort.end',
        'cohort.archive',
        'cohort.restore',
        'cohort-new',
        'cohort-edit',
        'coordinators.open',
        'coordinators',
        'history.open',
        'pairs.list',
        'import',
        'reassign',
        'report.ask',
        'attention.open',
        '/cohort',
      ]),
    );
  });

  test('is walked whole: what is left out belongs to pairs', () => {
    const names = allFeatures(deps(), paces()).features.map(({ name }) => name);
    expect(names.filter((name) => FOR_PAIRS.has(name)).sort()).toEqual([...FOR_PAIRS].sort());
    expect(everything('UEVE').length).toBeGreaterThan(500);
  });
});
