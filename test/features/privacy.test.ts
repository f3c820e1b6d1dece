import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import type { Deps } from '../../src/deps.ts';
import { features as allFeatures } from '../../src/features/index.ts';
import { createPace } from '../../src/jobs/pace.ts';
import type { Person } from '../../src/sandbox/driver.ts';
import type { Json } from '../../src/sandbox/model.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { booked, submits } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE, { name: 'eve', tz: 'Europe/Vienna' }] });
});
afterEach(() => world.stop());

/** The features of programmes, which speak of no single pair's work; their own tests say who may use them. */
const OF_PROGRAMMES = [
  'cohort',
  'cohort-hub',
  'cohort-form',
  'coordinators',
  'history',
  'report',
  'attention',
  'import',
  'digest',
  'pairs',
  'pairs-typed',
  'reassign',
];

/** Handlers that are about the asker alone, and read no id of anybody. */
const OWN = {
  clicks: ['home.page', 'home.away', 'prepare.off', 'home.prepare', 'home.back', 'home.hours', 'takeaway.more'],
  submits: ['home-away', 'home-hours'],
  closings: ['home-away', 'home-hours'],
};

/** Handlers that are told which pairing, or which thing of one: everything here is tried by people whom it is no business of. */
const ABOUT_A_PAIR = {
  clicks: [
    ...['pairing.which', 'book.with', 'agenda.with', 'agenda.add-with', 'commit.with', 'takeaway.with'],
    ...['book.slot', 'book.other', 'book.already', 'book.snooze', 'calendar.file'],
    ...['proposal.accept', 'proposal.withdraw', 'meeting.cancel'],
    ...['meeting.held', 'meeting.shifted', 'meeting.missed', 'meeting.correct', 'meeting.all'],
    ...['agenda.edit', 'agenda.turn', 'agenda.fresh', 'agenda.more', 'agenda.ticks', 'agenda.tick-turn'],
    ...['structures', 'structures.more', 'structure.change', 'structure.share'],
    ...['structure.publish', 'structure.private'],
    ...['commit.done', 'commit.move', 'commit.drop', 'commit.all'],
    ...['takeaway.read', 'takeaway.edit', 'takeaway.outdated', 'takeaway.current', 'takeaway.withdraw'],
    ...['takeaway.veto', 'takeaway.all', 'help.ask', 'help.back', 'pair.pause', 'pair.resume', 'pair.end'],
  ],
  submits: [
    ...['book', 'book-already', 'book-snooze', 'agenda', 'agenda-add', 'agenda-tick', 'structure', 'structure-share'],
    ...['meeting-close', 'meeting-next', 'meeting-correct', 'commit', 'commit-move', 'commit-drop'],
    ...['takeaway', 'takeaway-edit', 'help-ask', 'pair-pause'],
  ],
  closings: [
    ...['book', 'book-already', 'agenda', 'agenda-add', 'structure', 'meeting-close', 'meeting-next'],
    ...['commit', 'commit-move', 'commit-drop', 'takeaway', 'takeaway-edit', 'help-ask', 'pair-pause'],
  ],
};

/** What a refusal says, whatever it is about. */
const REFUSED =
  /you are not part of|belongs to an older message|is not (?:there|open) any more|a long time ago|not in a pairing right now|Only the one who wrote|That meeting is no more/;

test('every button, form and closing of pairs is looked at here: a new one has to be added', () => {
  const pace = createPace({ perSecond: 1, burst: 1 }, () => 0);
  const listed = allFeatures({ calendar: createCalendar() } as Deps, {
    post: pace,
    sameDm: pace,
    redraw: pace,
  }).features;
  const ofPairs = listed.filter(({ name }) => !OF_PROGRAMMES.includes(name));
  const namesOf = (part: 'clicks' | 'submits' | 'closings') =>
    ofPairs.flatMap((feature) => Object.keys(feature[part] ?? {})).sort();
  expect(namesOf('clicks')).toEqual([...OWN.clicks, ...ABOUT_A_PAIR.clicks].sort());
  expect(namesOf('submits')).toEqual([...OWN.submits, ...ABOUT_A_PAIR.submits].sort());
  expect(namesOf('closings')).toEqual([...OWN.closings, ...ABOUT_A_PAIR.closings].sort());
});

type Ids = Record<string, string>;

/**
 * Ben mentors Cleo: they have met, the next meeting is booked and a move of it on offer, and all that can be written down is, each time
 * with "canary" in it. Ben mentors Dan, too. Ada runs the programme; Eve is nobody in it.
 */
async function twoPairs() {
  const { ben, cleo } = await booked(world);
  await cleo.types('/agenda canary topic');
  await cleo.types('/agenda');
  await submits(cleo, 'Agenda', { 'What do you expect of this meeting?': 'canary expectation' });
  await world.at('2026-12-02T14:46Z');
  await world.at('2026-12-02T14:56Z');
  await (await ben.inbox.next(/meet on/)).click('We met');
  await submits(ben, 'After the meeting', {
    'What will you do until next time?': 'canary of Ben',
    'What will cleo do?': 'canary of Cleo',
    'What is worth keeping?': 'canary insight of Ben',
    'The meeting in one line': 'canary note',
  });
  await submits(ben, 'And the next one?', {
    'When do you meet next?': 'We settle that later',
    'How useful was this meeting?': '5 · very useful',
  });
  await cleo.types('/takeaway canary insight of Cleo');
  await submits(cleo, 'Takeaway');
  await (await cleo.modal('Kept.')).dismiss();
  await cleo.types('/pairing');
  await (await cleo.modal('Your pairing')).click('Already booked');
  await submits(cleo, 'Already booked', { Date: '2026-12-10', Time: '10:00', 'Where?': 'canary room' });
  await (await cleo.modal('Your pairing')).dismiss();
  await cleo.types('/book');
  await submits(cleo, 'Move the meeting', { 'Date of another time': '2026-12-11', Time: '10:00', 'Where?': 'canary' });
  await (await cleo.modal('Your pairing')).dismiss();
  await cleo.types('/agenda');
  await (await cleo.modal('Agenda')).click('See all structures');
  await (await cleo.modal('Structures')).click('See it, keep as ours');
  await submits(cleo, 'Keep as ours', { Name: 'canary structure', 'What to talk about': 'canary question' });
  await (await cleo.modal(/canary structure/)).click('Share with the cohort');
  await submits(cleo, 'Share with the cohort');
  while (cleo.hasModal()) await (await cleo.modal()).dismiss();
  await world.pairs('ben', 'dan');
  await world.settles();
  const db = new Database(world.config.db, { readonly: true });
  const one = (sql: string, ...values: unknown[]) => String((db.prepare(sql).get(...values) as { id: string }).id);
  const member = (person: Person) => one('SELECT id FROM members WHERE user_id = ?', person.id);
  const dan = world.slack.as('dan');
  const p = one('SELECT id FROM pairings WHERE mentee_id = ?', member(cleo));
  const of = (table: string, where = '1 = 1') => one(`SELECT id FROM ${table} WHERE pairing_id = ? AND ${where}`, p);
  const ids: Ids = {
    p,
    m: of('meetings', "state = 'ended'"),
    next: of('meetings', "state = 'booked'"),
    o: of('proposals', "state = 'open'"),
    i: of('agenda_items'),
    mine: one("SELECT id FROM commitments WHERE what = 'canary of Cleo'"),
    his: one("SELECT id FROM commitments WHERE what = 'canary of Ben'"),
    t: one("SELECT id FROM takeaways WHERE text = 'canary insight of Cleo'"),
    u: of('structures'),
    cleo: member(cleo),
    ben: member(ben),
    dans: one('SELECT id FROM pairings WHERE mentee_id = ?', member(dan)),
  };
  return { db, ids, ben, cleo, dan, ada: world.slack.as('ada'), eve: world.slack.as('eve') };
}

/** What a button or a form carries; `p` is the pairing that it claims to be about. */
function carriedIn(handler: string, ids: Ids, p = ids.p): string {
  if (/(^|[.-])with$|^pairing\.which$/.test(handler)) return String(p);
  const { m, next, o, t, u, i, mine, his } = ids;
  const owned = handler.startsWith('commit') ? mine : his;
  const base = { p, m, o, u, t, c: owned, f: 0, from: 0, g: 0, q: 0, s: '', n: '' };
  switch (handler) {
    case 'book.slot':
      return JSON.stringify({ p, t: Date.parse('2026-12-15T10:00Z') });
    case 'meeting.cancel':
    case 'calendar.file':
      return JSON.stringify({ p, m: next });
    case 'agenda':
    case 'agenda.turn':
      return JSON.stringify({ ...base, y: 2, t: Date.parse('2026-12-02T15:00Z'), s: '', c: mine, st: null });
    case 'agenda-tick':
    case 'agenda.tick-turn':
      return JSON.stringify({ ...base, s: i });
    case 'structure':
      return JSON.stringify({ p, u, from: u });
    default:
      return JSON.stringify(base);
  }
}

/** Every field of every form, filled in so that it would be taken. */
function filledIn({ cleo, i }: Ids): Json {
  const text = (value: string) => ({ type: 'plain_text_input', value });
  const option = (value: string) => ({ type: 'static_select', selected_option: { value } });
  const boxes = (...values: string[]) => ({ type: 'checkboxes', selected_options: values.map((value) => ({ value })) });
  const date = { type: 'datepicker', selected_date: '2026-12-18' };
  const fields: Record<string, Json> = {
    ...{ what: text('forged'), plan: text('forged'), theirs: text('forged'), kept: text('forged') },
    ...{ note: text('forged'), reason: text('forged'), text: text('forged'), tags: text('forged') },
    ...{ item: text('forged'), lines: text('forged'), expectation: text('forged'), place: text('forged') },
    ...{ name: text('forged'), purpose: text('forged'), prompts: text('forged') },
    ...{ owner: option(String(cleo)), structure: option('grow'), usefulness: option('1'), said: option('missed') },
    ...{ slot: option('none'), named: option('yes'), audience: option('cohort') },
    ...{ minutes: option('45'), until: date, answer1: option('kept') },
    ...{ take: boxes('yes'), more: boxes('named'), ticks1: boxes(String(i)), 'discussed-0': boxes(String(i)) },
    ...{ dueOn: date, date, time: { type: 'timepicker', selected_time: '10:00' } },
  };
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { [name]: field }]));
}

let sent = 0;

/** Sends an interaction as a client of somebody's own making could. What the bot answered at once. */
async function forges(person: Person, payload: Json): Promise<string> {
  sent += 1;
  const user = { id: person.id, team_id: world.slack.world.team.id, username: person.handle };
  const team = { id: world.slack.world.team.id, domain: 'forged' };
  const trigger_id = world.slack.world.triggers.create(person.id);
  const whole = { user, team, api_app_id: 'A1', token: 'x', trigger_id, ...payload };
  const { log, world: slack } = world.slack;
  const last = log.calls.at(-1)?.seq ?? 0;
  const newer = () => log.calls.filter(({ seq }) => seq > last);
  const delivery = await slack.deliveries.send('interactive', `forged ${sent}`, whole);
  // Words for the one who clicked come after the acknowledgement.
  const isTold = () => (newer().length > 0 ? true : undefined);
  const isAnswered = JSON.stringify(delivery.answer ?? {}) !== '{}' || payload.type === 'view_closed';
  if (!isAnswered) await slack.changes.until(isTold, 500, () => '').catch(() => undefined);
  const calls = newer().map(({ method, args }) => `${method} ${JSON.stringify(args)}`);
  return [JSON.stringify(delivery.answer ?? {}), ...calls].join('\n');
}

const viewOf = (callback: string, carried: string, values: Json): Json => ({
  id: `V0FORGED${sent}`,
  hash: `hash${sent}`,
  type: 'modal',
  callback_id: callback,
  private_metadata: carried,
  state: { values },
  blocks: [],
});

const clickOf = (action_id: string, value: string): Json => ({
  type: 'block_actions',
  actions: [{ type: 'button', action_id, block_id: 'b', value, action_ts: `${1_000 + sent}.1` }],
});

/** Everything that somebody can try at a pair that is not theirs: each handler, from a message, from a modal, or a form. */
async function* attempts(person: Person, ids: Ids, p = ids.p): AsyncGenerator<{ handler: string; answer: string }> {
  const values = filledIn(ids);
  for (const handler of ABOUT_A_PAIR.submits) {
    const view = viewOf(handler, carriedIn(handler, ids, p), values);
    yield { handler: `${handler} sent`, answer: await forges(person, { type: 'view_submission', view }) };
  }
  for (const handler of ABOUT_A_PAIR.closings) {
    const view = viewOf(handler, carriedIn(handler, ids, p), values);
    yield {
      handler: `${handler} closed`,
      answer: await forges(person, { type: 'view_closed', view, is_cleared: false }),
    };
  }
  for (const handler of ABOUT_A_PAIR.clicks) {
    const value = carriedIn(handler, ids, p);
    if (!/turn$/.test(handler)) yield { handler, answer: await forges(person, clickOf(handler, value)) };
    const list = JSON.stringify({ p, from: 0 });
    const view = viewOf('forged', /turn$/.test(handler) ? value : list, values);
    yield { handler: `${handler} in a modal`, answer: await forges(person, { ...clickOf(handler, value), view }) };
  }
}

/** Every row of every table but those that note deliveries; of one pairing alone where that is named. */
function rowsIn(db: Database.Database, pairingId?: string): string {
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'").all();
  const names = tables.map((table) => (table as { name: string }).name).filter((name) => name !== 'deliveries');
  return names
    .flatMap((name) => {
      const columns = db.pragma(`table_info(${name})`) as { name: string }[];
      const isOfPairs = columns.some((column) => column.name === 'pairing_id');
      if (pairingId && !isOfPairs) return [];
      const rows = db.prepare(`SELECT * FROM ${name} ${pairingId ? 'WHERE pairing_id = ?' : ''} ORDER BY 1, 2`);
      return (pairingId ? rows.all(pairingId) : rows.all()).map((row) => `${name} ${JSON.stringify(row)}`);
    })
    .join('\n');
}

describe('whatever is of Ben and Cleo', () => {
  test.each([
    ['dan', 'who is mentored by Ben, too'],
    ['ada', 'who runs the installation and the cohort'],
    ['eve', 'who is in no programme'],
  ])('is refused to %s, %s: nothing shows, nothing changes', { timeout: 60_000 }, async (name) => {
    const { db, ids, ...people } = await twoPairs();
    const before = rowsIn(db);
    expect(before).toContain('canary expectation');
    // The modals are made up, so none can be drawn anew.
    world.expects(/not_found/, /push_limit_reached/);
    const wrong: string[] = [];
    for await (const { handler, answer } of attempts(world.slack.as(name), ids)) {
      if (/canary/.test(answer)) wrong.push(`${handler} shows something: ${answer}`);
      if (rowsIn(db) !== before) throw new Error(`${handler} changes something: ${answer}`);
      if (!handler.endsWith('closed') && !REFUSED.test(answer)) wrong.push(`${handler} is not refused: ${answer}`);
    }
    expect(wrong).toEqual([]);
    expect((await people.cleo.opensHome()).text).toContain('canary');
    db.close();
  });

  test('stays as it is when Ben sends its ids for his pair with Dan', { timeout: 60_000 }, async () => {
    const { db, ids, ben } = await twoPairs();
    world.expects(/not_found/, /push_limit_reached/);
    const before = rowsIn(db, ids.p);
    for await (const { handler, answer } of attempts(ben, ids, ids.dans)) {
      if (rowsIn(db, ids.p) !== before) throw new Error(`${handler} changes something: ${answer}`);
    }
    db.close();
  });

  test('is Cleo’s to see and to change by the very same requests', { timeout: 60_000 }, async () => {
    const { db, ids, cleo } = await twoPairs();
    world.expects(/not_found/, /push_limit_reached/);
    const before = rowsIn(db, ids.p);
    const refused: string[] = [];
    for await (const { handler, answer } of attempts(cleo, ids)) {
      if (/you are not part of|belongs to an older message/.test(answer)) refused.push(`${handler}: ${answer}`);
    }
    expect(refused).toEqual([]);
    const after = rowsIn(db, ids.p);
    expect(after).not.toBe(before);
    const rowsOf = (rows: string, table: string) => rows.split('\n').filter((row) => row.startsWith(`${table} `));
    const tables = ['agendas', 'agenda_items', 'commitments', 'takeaways', 'structures', 'pulses', 'meetings'];
    const same = tables.filter((table) => rowsOf(after, table).join() === rowsOf(before, table).join());
    expect(same).toEqual([]);
    db.close();
  });
});
