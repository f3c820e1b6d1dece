import type { Entry, Modal, Person, SeenByPerson, Submitted } from '../../src/sandbox/driver.ts';
import type { World } from '../support/world.ts';

/** Ben mentors Cleo, and both have their welcome. */
export async function welcomed(world: World) {
  const [ben, cleo] = [world.slack.as('ben'), world.slack.as('cleo')];
  await world.pairs('ben', 'cleo');
  const toCleo = await cleo.inbox.next(/Welcome to/);
  const toBen = await ben.inbox.next(/Welcome to/);
  return { ben, cleo, toBen, toCleo };
}

/** Cleo tapped the first slot of her welcome, Wednesday 2 December at 14:00 in London, 15:00 in Vienna. */
export async function suggested(world: World) {
  const { ben, cleo, toCleo, toBen } = await welcomed(world);
  await toCleo.click('Wed 2 Dec, 14:00 GMT');
  const proposal = await ben.inbox.next(/@cleo suggests/);
  return { ben, cleo, proposal, welcome: toCleo, toBen };
}

/** Ben accepted it. `toCleo` and `toBen` are the messages with the meeting's buttons. */
export async function booked(world: World) {
  const { ben, cleo, proposal, welcome } = await suggested(world);
  await proposal.click('Accept');
  const toCleo = await cleo.inbox.next(/Good news/);
  const toBen = await proposal.edited(/Booked:/);
  await world.settles();
  return { ben, cleo, proposal, welcome, toCleo, toBen };
}

/** Cleo suggests to move the booked meeting to Thursday 3 December at 11:00 in London. `proposal` is the message to Ben. */
export async function moving(world: World) {
  const { ben, cleo, toCleo, toBen } = await booked(world);
  await toCleo.click('Move');
  await submits(cleo, 'Move the meeting', { Date: '2026-12-03', Time: '11:00' });
  const proposal = await ben.inbox.next(/suggests moving/);
  await world.settles();
  return { ben, cleo, proposal, toCleo: present(toCleo), toBen };
}

/** Fills in and submits the modal on top. */
export async function submits(person: Person, title: string, entries: Record<string, Entry> = {}): Promise<Submitted> {
  const modal = await person.modal(title);
  await modal.fill(entries);
  return modal.submit();
}

/** Sends a form that stands on another modal, which is drawn anew once this one closes. */
export async function submitsOnto(world: World, modal: Modal): Promise<Submitted> {
  const { log, world: inside } = world.slack;
  const drawn = () => log.calls.filter(({ method }) => method === 'views.update').length;
  const before = drawn();
  const done = await modal.submit();
  if (!done.closed) return done;
  const look = () => drawn() > before || undefined;
  await inside.changes.until(look, 1_000, () => 'The modal below was not drawn anew.');
  return done;
}

/** A message as it is now. */
export function present(message: SeenByPerson): SeenByPerson {
  const now = message.now();
  if (!now) throw new Error('The message is gone.');
  return now;
}

/** The latest message to somebody. */
export function latest(person: Person): SeenByPerson {
  const message = person.inbox.last();
  if (!message) throw new Error('There is no message at all.');
  return message;
}

/** How many messages somebody has that match. */
export function count(person: Person, match: RegExp): number {
  return person.inbox.all().filter(({ text }) => match.test(text)).length;
}

/** Time passes until an instant, with a look at what is due every so many minutes. */
export async function timePasses(world: World, until: string, minutes = 30): Promise<void> {
  const end = Date.parse(until);
  const step = minutes * 60_000;
  for (let now = world.slack.clock.now() + step; now < end; now += step) await world.at(now);
  await world.at(end);
}

/** What somebody heard from the bot unasked: when (UTC) and the sentence that begins it, in the order it came. */
export function heard(world: World, person: Person): string[] {
  const told = world.slack.log.posts.filter(({ by, channel }) => by === 'chat.postMessage' && channel === person.dm);
  return told.map(({ at, text }) => {
    const readable = text.replace(/<@(\w+)>/g, (_all, id: string) => `@${world.slack.user(id).name}`);
    return `${new Date(at).toISOString().slice(0, 16)}Z ${/^[^\n.?]*/.exec(readable)?.[0]}`;
  });
}
