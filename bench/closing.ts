import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { recordBooked, timePassed } from '../src/core/booking.ts';
import type { Member } from '../src/core/member.ts';
import type { Modal } from '../src/sandbox/driver.ts';
import type { Slack } from '../src/sandbox/slack.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { accepted, makeCohort, makePairing } from '../test/store/make.ts';
import { emptySlack, startBareBolt, startCairnThen } from './apps.ts';
import { type How, type Row, timeRow } from './bench.ts';
import { TUESDAY, WORKSPACE } from './crowd.ts';
import { median, percentile, takingTurns, timed } from './measure.ts';

const GOAL = 1.5;
const WARM_UP = 50;
const BLOCKS = 6;
const IN_A_BLOCK = 50;
const HOUR = 3_600_000;
const MET = TUESDAY - 25 * HOUR;
const TITLE = 'After the meeting';

/**
 * From sending the form after *We met*, with commitments, a takeaway and a line about the meeting, until Slack has the answer, which is the
 * next page: Cairn, which writes all of it down before, beside a bare Bolt app that answers with the same page at once, and beside one that
 * writes a single row first, as durably as Cairn does. Each pair closes one meeting, as in life.
 */
export const closing = {
  name: 'closing',
  async measure({ quick, folder }: How): Promise<Row[]> {
    const [warmUp, blockCount, inABlock] = quick ? [3, 2, 5] : [WARM_UP, BLOCKS, IN_A_BLOCK];
    const mentees = Array.from({ length: 1 + warmUp + blockCount * inABlock }, (_, at) => `mentee${at}`);
    const couples = mentees.flatMap((mentee) => [mentee, `${mentee}.mentor`]);
    const slacks = {
      cairn: await emptySlack(TUESDAY, couples),
      bare: await emptySlack(TUESDAY),
      durable: await emptySlack(TUESDAY),
    };
    const db = join(folder, 'closing.db');
    await makePairsThatMet(db, slacks.cairn, mentees);
    const apps = [await startCairnThen(slacks.cairn, folder, db)];
    try {
      const next = () => mentees.pop() ?? '';
      const pages = await pagesOf(slacks.cairn, next());
      const files = pages.map((page, at) => {
        const file = join(folder, `closing-${at}.json`);
        writeFileSync(file, JSON.stringify(page));
        return file;
      });
      apps.push(await startBareBolt(slacks.bare, folder, files[0], files[1]));
      apps.push(await startBareBolt(slacks.durable, folder, files[0], files[1], join(folder, 'closing-bare.db')));
      const measures = {
        bare: () => bareToNextPage(slacks.bare),
        durable: () => bareToNextPage(slacks.durable),
        cairn: () => toNextPage(slacks.cairn, next()),
      };
      await takingTurns(warmUp, measures);
      const blocks: Record<keyof typeof measures, number[]>[] = [];
      for (let block = 0; block < blockCount; block += 1) blocks.push(await takingTurns(inABlock, measures));
      return [0.5, 0.99].flatMap((share) => {
        // A burst of something else on this machine spoils one block and not the whole row.
        const typical = (whose: keyof typeof measures) =>
          median(blocks.map((block) => percentile(block[whose], share)));
        const [bare, durable, cairn] = [typical('bare'), typical('durable'), typical('cairn')];
        return [
          timeRow(`closing form to next page, p${share * 100}`, bare, cairn, GOAL),
          timeRow('  beside bare Bolt with one durable row', durable, cairn, null),
          timeRow('  that durable row beside bare Bolt without', bare, durable, null),
        ];
      });
    } finally {
      for (const app of apps) await app.stop();
      await Promise.all(Object.values(slacks).map((slack) => slack.stop()));
    }
  },
};

/** Each of the mentees met a mentor of their own yesterday, and nobody has said so yet. */
async function makePairsThatMet(path: string, slack: Slack, mentees: readonly string[]): Promise<void> {
  const store = await openSqlite(path, { now: MET, newId: randomUUID });
  const meet = (handle: string): Promise<Member> => {
    const { id, tz = 'UTC' } = slack.user(handle);
    const person = { userId: id, name: handle, zone: tz, kind: 'member' as const };
    return store.members.meet(randomUUID(), WORKSPACE, person, MET);
  };
  const ada = await meet('ada');
  const cohort = accepted(await store.cohorts.create(makeCohort(ada, { id: randomUUID() })));
  for (const handle of mentees) {
    const [mentor, mentee] = [await meet(`${handle}.mentor`), await meet(handle)];
    const { id } = makePairing(cohort, mentor, mentee, { id: randomUUID() });
    accepted(await store.pairings.pair(makePairing(cohort, mentor, mentee, { id }), MET, () => ({})));
    const booked = { startsAt: MET, minutes: 45, place: 'Room 4' };
    const act = { by: mentee, now: MET - HOUR, id: randomUUID() };
    accepted(await store.pairings.change(WORKSPACE, id, act.now, (pair) => recordBooked(pair, act, booked)));
  }
  while (await store.pairings.changeNextDue(MET + HOUR, (pair) => timePassed(pair, MET + HOUR)));
  await store.close();
  const db = new Database(path);
  // What the bot has to say about all that is not what is measured.
  db.exec(`UPDATE nudges SET state = 'cancelled', reason = 'not needed here' WHERE state = 'planned'`);
  db.close();
}

/** The two pages as Cairn draws them. */
async function pagesOf(slack: Slack, mentee: string): Promise<unknown[]> {
  const form = await closingForm(slack, mentee);
  const first = viewOf(slack, form);
  await fill(form);
  await form.submit();
  const second = await slack.as(mentee).modal('And the next one?');
  const pages = [first, viewOf(slack, second)];
  await second.dismiss();
  return pages;
}

async function toNextPage(slack: Slack, mentee: string): Promise<number> {
  return sent(slack, mentee, await closingForm(slack, mentee));
}

async function bareToNextPage(slack: Slack): Promise<number> {
  await slack.as('cleo').types('/book');
  return sent(slack, 'cleo', await slack.as('cleo').modal(TITLE));
}

/** Ms from sending the filled in form until Slack has the answer. Closes what it shows. */
async function sent(slack: Slack, who: string, form: Modal): Promise<number> {
  await fill(form);
  const ms = await timed(async () => {
    const { updated, ...rest } = await form.submit();
    if (!updated) throw new Error(`the form was not answered with the next page: ${JSON.stringify(rest)}`);
  });
  await (await slack.as(who).modal('And the next one?')).dismiss();
  return ms;
}

async function closingForm(slack: Slack, mentee: string): Promise<Modal> {
  const person = slack.as(mentee);
  await person.types('/pairing');
  await (await person.modal('Your pairing')).click('We met');
  return person.modal(TITLE);
}

function fill(form: Modal): Promise<void> {
  return form.fill({
    'What will you do until next time?': 'Write the first page of the plan\nAsk Ben for one example',
    'What is worth keeping?': 'Ask for advice before you need it',
  });
}

/** A view as an app would send it. */
function viewOf(slack: Slack, { id }: Modal): unknown {
  const open = slack.world.views.modal(id);
  if (!open) throw new Error('the modal is not open');
  const { type, callback_id, title, blocks, submit, close, private_metadata, notify_on_close } = open.view;
  return { type, callback_id, title, blocks, submit, close, private_metadata, notify_on_close };
}
