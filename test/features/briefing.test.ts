import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { heard, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Writes into the file while the bot is down. */
async function meanwhile(sql: string, ...values: unknown[]): Promise<void> {
  await world.goesDown();
  const db = new Database(world.config.db);
  db.prepare(sql).run(...values);
  db.close();
  await world.starts();
}

function said(channel: string): string[] {
  return world.slack.log.posts.filter((post) => post.channel === channel).map(({ text }) => text);
}

const OVER = '2027-11-30T23:00:00Z';
const WEDNESDAY_MORNING = '2027-12-01T08:30:00Z';

describe('the end of a cohort, in its channel', () => {
  async function ends(channel: string) {
    await world.cohort();
    await meanwhile('UPDATE cohorts SET channel_id = ?', channel);
    await world.at(OVER);
  }

  test('is announced in the hours of the cohort, once', async () => {
    const { id } = world.slack.world.conversations.createChannel('mentoring', world.slack.as('ben').id);
    await ends(id);
    expect(said(id)).toEqual([]);
    await world.at(WEDNESDAY_MORNING);
    await world.restarts();
    await world.settles();
    expect(said(id).map((text) => text.split('\n')[0])).toEqual(['Leaders 2027 has come to its end.']);
  });

  test('that Slack keeps closed: Ada hears that it was not announced', async () => {
    world.expects(/channel_not_found/);
    await ends('CGONE');
    await world.at(WEDNESDAY_MORNING);
    await world.at('2027-12-01T09:00:00Z');
    const ada = world.slack.as('ada');
    expect(heard(world, ada).filter((line) => /announce/.test(line))).toEqual([
      '2027-12-01T08:30Z Leaders 2027 has ended, and I could not announce it',
    ]);
  });

  test('of which nobody knows whether it arrived is not repeated: Ada is asked to look', async () => {
    world.expects(/nobody knows|history could not be read/, /missing_scope/, /500/);
    const { id } = world.slack.world.conversations.createChannel('mentoring', world.slack.as('ben').id);
    await ends(id);
    world.slack.faults.add({ on: { method: 'chat.postMessage' }, do: { status: 500, when: 'after' } });
    await world.at(WEDNESDAY_MORNING);
    for (let minute = 1; minute <= 70; minute += 1) await world.at(Date.parse(WEDNESDAY_MORNING) + minute * 60_000);
    expect(said(id)).toHaveLength(1);
    expect(heard(world, world.slack.as('ada')).filter((line) => /announce/.test(line))).toHaveLength(1);
  });
});

describe('a crash of the bot', () => {
  test('between the claim and the post: it is said once', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    await meanwhile(
      `INSERT INTO briefings (id, workspace_id, cohort_id, kind, occurrence, receiver, about_json, urgent, planned_at, due_at,
         not_after, state, attempts, attempted_at, lease, lease_until)
       SELECT 'b1', workspace_id, id, 'appointed', 'o1', ?, '{}', 1, @now, @now, @now + 86400000, 'claimed', 1, @now, 'l', @now + 60000
       FROM cohorts`.replaceAll('@now', String(world.slack.clock.now())),
      ada.id,
    );
    for (let half = 0; half < 6; half += 1) await world.at(world.slack.clock.now() + 30_000);
    expect(heard(world, ada).filter((line) => /now coordinate/.test(line))).toHaveLength(1);
    await world.restarts();
    await world.settles();
    expect(heard(world, ada).filter((line) => /now coordinate/.test(line))).toHaveLength(1);
  });

  test('after Slack had it: it is found, and not said again', async () => {
    world.expects(/nobody knows/, /500/);
    await welcomed(world);
    const ada = world.slack.as('ada');
    await meanwhile(
      `INSERT INTO briefings (id, workspace_id, cohort_id, kind, occurrence, receiver, about_json, urgent, planned_at, due_at, not_after, state)
       SELECT 'b1', workspace_id, id, 'appointed', 'o1', ?, '{}', 1, @now, @now, @now + 86400000, 'planned' FROM cohorts`.replaceAll(
        '@now',
        String(world.slack.clock.now() + 1_000),
      ),
      ada.id,
    );
    world.slack.faults.add({ on: { method: 'chat.postMessage' }, do: { status: 500, when: 'after' } });
    for (let half = 0; half < 6; half += 1) await world.at(world.slack.clock.now() + 30_000);
    expect(heard(world, ada).filter((line) => /now coordinate/.test(line))).toHaveLength(1);
  });
});
