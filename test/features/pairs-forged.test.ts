import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import type { Json } from '../../src/sandbox/model.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({
    users: [...PEOPLE, { name: 'eve', real_name: 'Eve Mentor', tz: 'Europe/Vienna' }],
    admins: ['ada', 'dan'],
  });
});
afterEach(() => world.stop());

const CLICKS = [
  ...['pairs.list', 'pairs.page', 'pairs.look', 'pairs.pause', 'pairs.resume', 'pairs.end', 'pairs.back'],
  'reassign.open',
];
const SUBMITS = ['pairs-list', 'pairs-pause', 'person-pause', 'reassign'];
const REFUSED =
  /Only the (coordinators of|people who run) (a|this) cohort|no pair of a cohort that you run|no mentor in a cohort/;

let sent = 0;

/** What the bot says to somebody who sends what a client of their own making could. */
async function forges(person: Person, payload: Json): Promise<string> {
  sent += 1;
  const { log, world: slack } = world.slack;
  const who = { user: { id: person.id, team_id: slack.team.id }, team: { id: slack.team.id, domain: 'forged' } };
  const trigger_id = slack.triggers.create(person.id);
  const last = log.calls.at(-1)?.seq ?? 0;
  const newer = () => log.calls.filter(({ seq, method }) => seq > last && /^(views|chat)[.]/.test(method));
  const whole = { ...who, api_app_id: 'A1', token: 'x', trigger_id, ...payload };
  const { answer } = await slack.deliveries.send('interactive', `forged ${sent}`, whole);
  const isTold = () => (newer().length > 0 ? true : undefined);
  if (JSON.stringify(answer ?? {}) === '{}') await slack.changes.until(isTold, 500, () => '').catch(() => undefined);
  return [JSON.stringify(answer ?? {}), ...newer().map(({ args }) => JSON.stringify(args))].join('\n');
}

/** Everything that is kept, but for what notes that something arrived. */
function kept(): string {
  const db = new Database(world.config.db, { readonly: true });
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")
    .pluck()
    .all();
  const rows = tables
    .filter((name) => name !== 'deliveries')
    .map((name) => `${name} ${JSON.stringify(db.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).all())}`);
  db.close();
  return rows.join('\n');
}

/** Ids of the only pairing and its cohort. */
function ids(): { p: string; c: string } {
  const db = new Database(world.config.db, { readonly: true });
  const row = db.prepare('SELECT id AS p, cohort_id AS c FROM pairings').get() as { p: string; c: string };
  db.close();
  return row;
}

test.each([
  ['ben', 'who is of the pair'],
  ['eve', 'who is in no programme'],
  ['dan', 'who runs another cohort'],
])('whatever %s, %s, makes up is refused, shows nothing and changes nothing', async (name) => {
  await welcomed(world);
  const dan = world.slack.as('dan');
  await dan.types('/cohort new Coaches');
  await submits(dan, 'New cohort', { 'Starts on': '2026-12-01', 'Ends on': '2027-11-30' });
  await (await dan.modal('Cohort created')).dismiss();
  await world.restarts({ admins: [world.slack.user('ada').id] });
  await world.settles();
  const { p, c } = ids();
  const carried = JSON.stringify({ p, c, n: 0, q: '', b: 1, r: 'mentor', u: 'look' });
  const person = world.slack.as(name);
  const [cleo, eve] = [world.slack.user('cleo').id, world.slack.user('eve').id];
  const date = { type: 'datepicker', selected_date: '2026-12-24' };
  const chosen = (value: string) => ({ type: 'radio_buttons', selected_option: { value } });
  const user = (id: string) => ({ type: 'users_select', selected_user: id });
  const fields = { until: date, who: chosen('mentor'), mentor: user(eve), mentee: user(cleo), person: user(cleo) };
  const values = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { [field]: value }]));
  const before = kept();
  const wrong: string[] = [];
  for (const action_id of CLICKS) {
    const actions = [{ type: 'button', action_id, block_id: 'b', value: carried, action_ts: `${1_000 + sent}.1` }];
    const answer = await forges(person, { type: 'block_actions', actions });
    if (!REFUSED.test(answer) || /mentored by/.test(answer)) wrong.push(`${action_id}: ${answer}`);
  }
  for (const callback_id of SUBMITS) {
    const state = { values: callback_id === 'pairs-pause' ? { ...values, who: { who: chosen('pair') } } : values };
    const about = { callback_id, private_metadata: carried, blocks: [], state };
    const view = { id: `V0FORGED${sent}`, hash: `hash${sent}`, type: 'modal', ...about };
    const answer = await forges(person, { type: 'view_submission', view });
    if (!REFUSED.test(answer) || /mentored by/.test(answer)) wrong.push(`${callback_id}: ${answer}`);
  }
  expect(wrong).toEqual([]);
  expect(kept()).toBe(before);
  while (person.hasModal()) await (await person.modal()).dismiss();
});

test('ids of nothing, and values of another shape, are answered in words', async () => {
  await welcomed(world);
  await world.settles();
  const ada = world.slack.as('ada');
  const before = kept();
  for (const value of ['', '{', '{}', '{"p":"nowhere"}', '{"c":"nowhere"}', '{"p":{"$ne":1}}', '[1]']) {
    for (const action_id of CLICKS) {
      const actions = [{ type: 'button', action_id, block_id: 'b', value, action_ts: `${9_000 + sent}.1` }];
      expect(await forges(ada, { type: 'block_actions', actions })).toMatch(/older message|Only the/);
      while (ada.hasModal()) await (await ada.modal()).dismiss();
    }
  }
  expect(kept()).toBe(before);
});
