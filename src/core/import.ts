import { CADENCE_WEEKS, type Cohort } from './cohort.ts';
import type { ImportLine } from './import-file.ts';
import type { Person } from './member.ts';
import type { Role } from './pairing.ts';

/** Pairs that somebody brought in one file, from the moment they did to the last welcome. */
export type Import = {
  id: string;
  workspaceId: string;
  cohortId: string;
  /** Slack's id of who brought it; `NOBODY` for the command line. */
  by: string;
  /** What the file is called. */
  name: string;
  /**
   * `fetching`: its file is to be read. `looking-up`: who its people are. `checked`: it waits for a yes or a no. `outdated`: it got a yes, and what
   * was checked is no longer so.
   */
  state: 'fetching' | 'unreadable' | 'looking-up' | 'checked' | 'outdated' | 'imported' | 'dropped';
  /** Slack's id of the file, while it is to be read. */
  fileId: string | null;
  /** Why it could not be read, in words. */
  trouble: string | null;
  /** Where the list of everybody goes on; null before its first page, and when people are asked for one at a time. */
  cursor: string | null;
  /** How many lines it has, how many people they name, and how many of the lines make a pair (null before the check). */
  lines: number;
  people: number;
  pairs: number | null;
  createdAt: number;
  /** UTC ms when the last of its people was looked up; null before. */
  lookedUpAt: number | null;
};

/** Somebody whom a file names: an e-mail address in small letters, or Slack's id. */
export type Named = { email: string } | { userId: string };

/** What is known of somebody whom a file names; `null` for whom Slack does not know. */
export type Known = Person | null;

/** Why a line makes no pair. */
export type Problem =
  | { why: 'cells' | 'cadence' | 'same-person' | 'already-paired' }
  | { why: 'missing' | 'malformed' | 'unknown' | 'deactivated' | 'bot' | 'guest' | 'outsider'; who: Role }
  | { why: 'double'; line: number }
  | { why: 'over-limit'; limit: number };

/** A pair that a line makes. */
export type NewPair = { line: number; mentor: Person; mentee: Person; cadenceWeeks: number | null };

/** What stands already in the cohort: `pairs` as `pairKey` writes them, `mentees` counted by their mentor's Slack id. */
export type Standing = { pairs: ReadonlySet<string>; mentees: ReadonlyMap<string, number> };

const ROLES: readonly Role[] = ['mentor', 'mentee'];

/** Asking for so many people one at a time is done within a minute; a list of everybody may be longer than that. */
export const ONE_BY_ONE = 50;

/** Who is meant by a cell: an e-mail address (`ann@example.com`, `Ann Lee <ann@example.com>`) or Slack's id (`U123`, `@U123`, `<@U123|ann>`). Null for anything else. */
export function readNamed(cell: string): Named | null {
  const text = cell.trim().replace(/^'(?=@)/, '');
  const userId = /^(?:<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@?([UW][A-Z0-9]+))$/.exec(text);
  if (userId) return { userId: userId[1] ?? userId[2] ?? '' };
  const email = /^(?:[^<>]*<)?(?:mailto:)?([^\s@<>,;"|]+@[^\s@<>,;"|.]+(?:\.[^\s@<>,;"|.]+)+)>?$/i.exec(text);
  return email?.[1] && email[1].length <= 254 ? { email: email[1].toLowerCase() } : null;
}

/** The same person is looked up once, by this. */
export function nameKey(named: Named): string {
  return 'email' in named ? named.email : named.userId;
}

/** Everybody whom lines name, each once. */
export function peopleOf(lines: readonly ImportLine[]): string[] {
  const named = lines.flatMap((line) => ROLES.map((role) => readNamed(line[role])));
  return [...new Set(named.flatMap((each) => (each ? [nameKey(each)] : [])))];
}

/** Tells a pair in a cohort by the Slack ids of the two, whoever of them is the mentor. */
export function pairKey(one: string, other: string): string {
  return [one, other].sort().join(' ');
}

/**
 * What comes of each line, in their order: the pair that it makes, or everything that is in its way. Of several lines for the same two, and of more
 * mentees than a mentor may have, the first ones count. `known` by `nameKey`.
 */
export function checkLines(
  lines: readonly ImportLine[],
  known: ReadonlyMap<string, Known>,
  { mentorLimit }: Pick<Cohort, 'mentorLimit'>,
  standing: Standing,
): (NewPair | { line: number; problems: Problem[] })[] {
  const firstLines = new Map<string, number>();
  const mentees = new Map(standing.mentees);
  return lines.map((each) => {
    const { line } = each;
    const [mentor, mentee] = ROLES.map((role) => personIn(each, role, known)) as [Person | Problem, Person | Problem];
    const cadenceWeeks = cadenceIn(each.cadence);
    const problems = [mentor, mentee].filter((found) => 'why' in found);
    if (cadenceWeeks === undefined) problems.push({ why: 'cadence' });
    if (each.spills) problems.push({ why: 'cells' });
    if (problems.length > 0 || 'why' in mentor || 'why' in mentee || cadenceWeeks === undefined)
      return { line, problems };
    const inTheWay = between(mentor.userId, mentee.userId);
    if (inTheWay) return { line, problems: [inTheWay] };
    firstLines.set(pairKey(mentor.userId, mentee.userId), line);
    mentees.set(mentor.userId, (mentees.get(mentor.userId) ?? 0) + 1);
    return { line, mentor, mentee, cadenceWeeks };
  });

  function between(mentor: string, mentee: string): Problem | null {
    const key = pairKey(mentor, mentee);
    const first = firstLines.get(key);
    if (mentor === mentee) return { why: 'same-person' };
    if (standing.pairs.has(key)) return { why: 'already-paired' };
    if (first !== undefined) return { why: 'double', line: first };
    const isFull = mentorLimit !== null && (mentees.get(mentor) ?? 0) >= mentorLimit;
    return isFull ? { why: 'over-limit', limit: mentorLimit } : null;
  }
}

function personIn(line: ImportLine, who: Role, known: ReadonlyMap<string, Known>): Person | Problem {
  if (line[who] === '') return { why: 'missing', who };
  const named = readNamed(line[who]);
  if (!named) return { why: 'malformed', who };
  const person = known.get(nameKey(named));
  if (!person) return { why: 'unknown', who };
  return person.kind === 'member' ? person : { why: person.kind, who };
}

/** Null for an empty cell: the rhythm of the cohort. Undefined for what is no rhythm. Spreadsheets may write `2.0` or `2,0`. */
function cadenceIn(cell: string): number | null | undefined {
  if (cell === '') return null;
  const weeks = /^\d{1,2}(?:[.,]0+)?$/.test(cell) ? Number.parseInt(cell, 10) : Number.NaN;
  return CADENCE_WEEKS.includes(weeks as never) ? weeks : undefined;
}
