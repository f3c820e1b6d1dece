import type { Entry, Modal, SeenByPerson } from '../driver.ts';
import type { Slack } from '../slack.ts';
import { onTheClock } from './days.ts';

/** Real time after which somebody who waits gives up: more than a busy machine needs. */
export const PATIENCE_MS = 30_000;

type Entries = Readonly<Record<string, Entry>>;

/** What comes of a meeting, as the two pages after *We met* ask for it; `useful` from 1 to 5. */
export type Harvest = {
  first?: Entries;
  useful: '5 · very useful' | '4' | '3' | '2';
  structure: 'Too little' | 'Just right' | 'Too much';
};

/** What people of the demonstration do, by what they read on buttons and fields. People are named by their handles. */
export function deeds(slack: Slack) {
  async function pair(mentor: string, mentee: string): Promise<void> {
    const olivia = slack.as('olivia');
    await olivia.types(`/cohort pair @${mentor} @${mentee}`);
    await olivia.inbox.next(new RegExp(`@${mentor} now mentors @${mentee}`), PATIENCE_MS);
  }

  /** One suggests a meeting that begins at `instant` (UTC ms). */
  async function suggest(who: string, instant: number, place = ''): Promise<void> {
    const { date, time } = onTheClock(instant, slack.user(who).tz ?? 'UTC');
    await fillIn(
      who,
      '/book',
      { 'Date of another time': date, Time: time, ...(place && { 'Where?': place }) },
      /You suggested/,
    );
  }

  /** One suggests a meeting, the other accepts it. */
  async function book(who: string, partner: string, instant: number, place = ''): Promise<void> {
    await suggest(who, instant, place);
    const proposal = await slack.as(partner).inbox.next(new RegExp(`@${who} suggests`), PATIENCE_MS);
    await proposal.click('Accept');
  }

  /** Whose turn it is answers *We met*, and goes through both pages. */
  async function meet(who: string, partner: string, { first = {}, useful, structure }: Harvest): Promise<void> {
    const person = slack.as(who);
    const asked = await person.inbox.next(new RegExp(`Did you and @${partner} meet`), PATIENCE_MS);
    await asked.click('We met');
    await submit(await person.modal('After the meeting', PATIENCE_MS), first);
    const second = await person.modal('And the next one?', PATIENCE_MS);
    const settleLater: Entries = second.labels.includes('When do you meet next?')
      ? { 'When do you meet next?': 'We settle that later' }
      : {};
    await submit(second, {
      ...settleLater,
      'How useful was this meeting?': useful,
      'How was the amount of structure?': structure,
    });
  }

  /** Answers the topmost of the commitments that are asked about. */
  async function answer(who: string, button: 'Done' | 'New date' | 'Drop it', entries: Entries = {}): Promise<void> {
    const person = slack.as(who);
    const isQuestion = ({ text, buttons }: SeenByPerson) => text.includes('You told') && buttons.includes(button);
    const question = await slack.world.changes.until(
      () => person.inbox.all().findLast(isQuestion),
      PATIENCE_MS,
      () => `Nobody asked @${who} about a commitment.`,
    );
    await question.click(button);
    if (button !== 'Done') await submit(await person.modal(button, PATIENCE_MS), entries);
    await question.edited(undefined, PATIENCE_MS);
  }

  /** Types a command and fills in the form that it opens; `says` is what the bot answers in a modal, where it does. */
  async function fillIn(who: string, command: string, entries: Entries, says?: RegExp): Promise<void> {
    const person = slack.as(who);
    await person.types(command);
    await submit(await person.modal(undefined, PATIENCE_MS), entries);
    if (says) await (await person.modal(says, PATIENCE_MS)).dismiss();
  }

  function commit(who: string, what: string, entries: Entries): Promise<void> {
    return fillIn(who, `/commit ${what}`, entries, /Noted/);
  }

  function keep(who: string, learned: string, entries: Entries): Promise<void> {
    return fillIn(who, `/takeaway ${learned}`, entries, /Kept/);
  }

  function prepare(who: string, entries: Entries): Promise<void> {
    return fillIn(who, '/agenda', entries);
  }

  /** One rewrites the first of the structures that come with Cairn as the pair's own and asks to share it, the other agrees. */
  async function publish(who: string, partner: string, written: Entries): Promise<void> {
    const mine = await structures(who);
    await mine.click('See it, keep as ours');
    await submit(await slack.as(who).modal('Keep as ours', PATIENCE_MS), written);
    await mine.shows('Yours; only the two of you see it.', PATIENCE_MS);
    await mine.click('Share with the cohort');
    await submit(await slack.as(who).modal('Share with the cohort', PATIENCE_MS), { 'Under your names?': 'yes' });
    await mine.shows('it is shared with the cohort as soon as', PATIENCE_MS);
    await mine.dismiss();
    const asked = await structures(partner);
    await asked.click('Publish');
    await asked.shows('in the gallery', PATIENCE_MS);
    await asked.dismiss();
  }

  async function structures(who: string): Promise<Modal> {
    const person = slack.as(who);
    await person.types('/agenda');
    const agenda = await person.modal('Agenda', PATIENCE_MS);
    await agenda.click(agenda.buttons.find((label) => label.startsWith('See all structures')) ?? '');
    return person.modal('Structures', PATIENCE_MS);
  }

  async function goAway(who: string, lastDay: string): Promise<void> {
    const person = slack.as(who);
    const home = await person.opensHome();
    await home.click('I will be away');
    await submit(await person.modal('Away', PATIENCE_MS), { 'Last day away': lastDay });
  }

  return { pair, suggest, book, meet, answer, commit, keep, prepare, publish, goAway };
}

/** @throws Error when the form is not taken as it is filled in */
async function submit(modal: Modal, entries: Entries): Promise<void> {
  await modal.fill(entries);
  const { errors, connectionError } = await modal.submit();
  if (errors || connectionError)
    throw new Error(`«${modal.title}» was not taken: ${JSON.stringify(errors ?? connectionError)}`);
}
