import type { Person } from '../core/member.ts';
import { beginCheck, endCheck, goOnChecking, type PeopleCheck } from '../core/people-check.ts';
import type { Deps, Sweep } from '../deps.ts';

type Needs = Pick<Deps, 'store' | 'directory' | 'settings' | 'log'>;

/** What one step of the look found, and how far it has come. */
type Step = { people: Person[]; check: PeopleCheck };

/**
 * Looks at everybody's account once a day, for what no event told: accounts that were deactivated, or came back, while nobody listened. As few
 * calls as it takes, at Slack's pace; after a restart it goes on where it was.
 */
export function peopleCheck({ store, directory, settings, log }: Needs): Sweep {
  async function one(now: number): Promise<boolean | number> {
    const known = await store.people.check(settings.workspaceId);
    if (known && known.dueAt > now) return false;
    const check = known?.cursor ? known : beginCheck(await store.people.paired(settings.workspaceId), now);
    const step = check.cursor.startsWith('one:') ? await askAbout(check, now) : await turnPage(check, now);
    if (typeof step === 'number') return step;
    await store.people.checked(settings.workspaceId, step.people, step.check, now);
    return step.check.beganAt !== null;
  }

  async function askAbout(check: PeopleCheck, now: number): Promise<Step | number> {
    const member = await store.people.nextPaired(settings.workspaceId, check.cursor.slice('one:'.length));
    if (!member) return { people: [], check: endCheck(check, now) };
    const answer = await directory.personNamed({ userId: member.userId });
    if (answer.outcome === 'later') return answer.afterMs;
    if (answer.outcome === 'refused') return refused(check, answer.reason, now);
    return { people: answer.found ? [answer.found.person] : [], check: goOnChecking(check, `one:${member.id}`) };
  }

  async function turnPage(check: PeopleCheck, now: number): Promise<Step | number> {
    const answer = await directory.peoplePage(check.cursor.slice('page:'.length) || null);
    if (answer.outcome === 'later') return answer.afterMs;
    if (answer.outcome === 'refused') return refused(check, answer.reason, now);
    const people = answer.people.map(({ person }) => person);
    return { people, check: answer.cursor ? goOnChecking(check, `page:${answer.cursor}`) : endCheck(check, now) };
  }

  /** What Slack refuses today, such as a mark of a page that is too old, is tried from the beginning the next time. */
  function refused(check: PeopleCheck, reason: string, now: number): Step {
    log.warn({ reason }, 'the daily look at accounts did not come to its end');
    return { people: [], check: endCheck(check, now) };
  }

  return { name: 'daily-look-at-people', one };
}
