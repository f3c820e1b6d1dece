import type { AuditEntry } from '../core/audit.ts';
import type { Member, Person } from '../core/member.ts';
import type { PeopleCheck } from '../core/people-check.ts';
import type { Refusal } from '../core/refusal.ts';

export type MemberStore = {
  /** The member with this Slack user id, or null. */
  find(workspaceId: string, userId: string): Promise<Member | null>;
  /** The member after what Slack says of them was written down; made with `id` when unknown. Marks the messages of their pairings, and the Home tabs of both, to be drawn anew when anything changed. */
  meet(id: string, workspaceId: string, person: Person, now: number): Promise<Member>;
  /** Writes what `decide` makes of a member, or nothing when it refuses; also marks the messages of their pairings, and the Home tabs of both, to be drawn anew. `audit` is noted along with it. Null for somebody unknown. */
  change(
    workspaceId: string,
    userId: string,
    now: number,
    decide: (member: Member) => Member | Refusal,
    audit?: readonly AuditEntry[],
  ): Promise<Member | Refusal | null>;
  /** Notes the first opening of the Home tab; later ones change nothing. */
  homeOpened(workspaceId: string, userId: string, now: number): Promise<void>;
  /** A member whose Home tab was opened once and who, or whose pairing, changed since it was drawn; the longest waiting first. `mark` is to be handed back. */
  takeStaleHome(now: number): Promise<{ member: Member; mark: number } | null>;
  /** It was drawn anew. Leaves the mark standing when something changed once more meanwhile. */
  homeDrawn(memberId: string, mark: number): Promise<void>;
};

/** The daily look at everybody's account. */
export type PeopleStore = {
  /** How far it has come; null before the first one. */
  check(workspaceId: string): Promise<PeopleCheck | null>;
  /** How many members are in active pairs. */
  paired(workspaceId: string): Promise<number>;
  /** The next member in an active pair, by our ids; null after the last one. */
  nextPaired(workspaceId: string, after: string): Promise<{ id: string; userId: string } | null>;
  /** Writes what Slack says of people, as far as we know them, and how far the look has come. What follows from it is that of `MemberStore.meet`. */
  checked(workspaceId: string, people: readonly Person[], check: PeopleCheck, now: number): Promise<void>;
};
