import type { Slack } from './slack.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const COHORT = 'Rising Leaders';

/** How long before the present the demonstration cohort began. */
export const SEED_STARTS_BEFORE = 13 * DAY;

/**
 * The present of the demonstration, UTC ms: 10:30 in London on the working day at or after `real`, so that most people's windows are open.
 */
export function presentOf(real: number): number {
  const day = new Date(real);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setTime(day.getTime() + DAY);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 10, 30);
}

/**
 * Plays the first two weeks of a cohort by doing what its people would do, with pairs at different points of their story at the end. The clock
 * has to stand `SEED_STARTS_BEFORE` the `present` (UTC ms) when this begins.
 */
export async function seed(slack: Slack, present: number): Promise<void> {
  await createCohort(slack, present);
  await pairUp(slack, 'dan', 'cleo');
  await pairUp(slack, 'hiro', 'grace');
  await pairUp(slack, 'fatima', 'emil');
  await slack.clock.advance(6 * HOUR);
  await meetOnce(slack, 'grace', 'hiro');
  await slack.clock.set(present - 20 * HOUR);
  await takeFirstSlot(slack, 'cleo');
  await acceptLast(slack, 'dan');
  await prepareAgenda(slack, 'cleo', 'dan');
  await slack.clock.set(present - 2 * HOUR);
  await takeFirstSlot(slack, 'emil');
  await pairUp(slack, 'jonas', 'ines');
  await slack.clock.set(present);
  await pairUp(slack, 'ben', 'ada');
  await slack.as('ada').inbox.next(/Welcome/);
}

async function createCohort(slack: Slack, present: number): Promise<void> {
  const olivia = slack.as('olivia');
  await olivia.types(`/cohort new ${COHORT}`);
  const modal = await olivia.modal();
  const begin = dateOf(present - SEED_STARTS_BEFORE);
  await modal.fill({ 'Starts on': begin, 'Ends on': dateOf(present + 350 * DAY) });
  await modal.submit();
  await (await olivia.modal(/created/i)).dismiss();
}

async function pairUp(slack: Slack, mentor: string, mentee: string): Promise<void> {
  const olivia = slack.as('olivia');
  await olivia.types(`/cohort pair @${mentor} @${mentee}`);
  await olivia.inbox.next(/now mentors/);
}

async function meetOnce(slack: Slack, mentee: string, mentor: string): Promise<void> {
  await slack.as(mentee).types('/book');
  const modal = await slack.as(mentee).modal();
  await modal.submit();
  await acceptLast(slack, mentor);
}

/** The mentee prepares the meeting in the form, the mentor adds one item from the command line. */
async function prepareAgenda(slack: Slack, mentee: string, mentor: string): Promise<void> {
  const who = slack.as(mentee);
  await who.types('/agenda');
  const modal = await who.modal('Agenda');
  await modal.fill({
    'What to talk about': 'How to say no without burning bridges (15 min)\nWho should know about my project? (10 min)',
    'What do you expect of this meeting?': 'To leave with one clear next step',
    Structure: 'Career conversation · 60 min',
  });
  await modal.submit();
  await slack.as(mentor).types('/agenda What I learned in my first year here (10 min)');
}

async function takeFirstSlot(slack: Slack, who: string): Promise<void> {
  await slack.as(who).inbox.next(/Which time suits you/);
  const newest = slack
    .as(who)
    .inbox.all()
    .findLast((message) => message.text.includes('Which time suits you'));
  const slot = newest?.buttons[0];
  if (newest && slot) await newest.click(slot);
}

async function acceptLast(slack: Slack, who: string): Promise<void> {
  const message = await slack.as(who).inbox.next(/suggests/);
  await message.click('Accept');
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
