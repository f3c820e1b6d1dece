import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { openSqlite } from '../../src/store/sqlite/open.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WEEK = 7 * DAY;

/** A Tuesday, 10:00 in London: the present of the organisation, UTC ms. */
export const PRESENT = Date.UTC(2026, 11, 1, 10);

/** `workspaceId` is `T1` unless told; `nameOf` gives the name of a member by a number that counts all of them. */
export type Organisation = {
  pairs: number;
  weeks: number;
  seed: number;
  workspaceId?: string;
  nameOf?: (number: number) => string;
};

/** The cohort in which all of them are: a meeting every two weeks, from a year before the present on. */
export const COHORT = {
  id: 'cohort',
  workspaceId: 'T1',
  name: 'Leaders 2026',
  startsOn: '2025-12-02',
  endsOn: '2027-03-31',
  cadenceWeeks: 2,
  meetingMinutes: 45,
  zone: 'Europe/Vienna',
  createdBy: 'mentor-00000001',
  createdAt: PRESENT - 52 * WEEK,
} as const;

/** Slack's ids of the members of an organisation of so many pairs, with the numbers by which they are named. */
export function membersOf(pairs: number): { userId: string; number: number }[] {
  return Array.from({ length: pairs }, (_, index) => index + 1).flatMap((pair) => [
    { userId: userIdOf('mentor', pair), number: 2 * pair - 1 },
    { userId: userIdOf('mentee', pair), number: 2 * pair },
  ]);
}

function userIdOf(role: 'mentor' | 'mentee', pair: number): string {
  return `U${String(pair).padStart(8, '0')}${role === 'mentor' ? 'R' : 'E'}`;
}

/**
 * Writes a synthetic organisation into a new database file: one cohort of `pairs` pairs with `weeks` weeks of history, the same for the same seed. About
 * every second week a pair is asked to book, one of the two offers a time, they meet, promise something, and tell how it was; some are slow, snooze,
 * lose a partner, or never meet. Written past the store in one transaction, because a store that keeps every promise would take hours.
 */
export async function writeOrganisation(path: string, organisation: Organisation): Promise<void> {
  const store = await openSqlite(path, { now: PRESENT, newId: randomUUID });
  await store.close();
  const db = new Database(path);
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -400000'])
    db.pragma(pragma);
  // An index is quicker made of all rows at once than row by row.
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`,
    )
    .all();
  db.transaction(() => {
    for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
    writeAll(db, organisation, seeded(organisation.seed));
    for (const { sql } of indexes) db.exec(sql);
    db.exec('INSERT INTO pairing_facts SELECT * FROM pairing_history');
  })();
  db.pragma('journal_mode = WAL');
  db.close();
}

function writeAll(db: Database.Database, { pairs, weeks, ...rest }: Organisation, chance: () => number): void {
  const { workspaceId = 'T1', nameOf = (number) => `Person ${number}` } = rest;
  const write = {
    members: inserter(db, 'members', [
      'id',
      'workspace_id',
      'user_id',
      'name',
      'zone',
      'zone_from',
      'hours_json',
      'active',
      'created_at',
      'wants_prep',
    ]),
    cohorts: inserter(db, 'cohorts', [
      'id',
      'workspace_id',
      'name',
      'name_key',
      'starts_on',
      'ends_on',
      'cadence_weeks',
      'meeting_minutes',
      'zone',
      'created_by',
      'created_at',
    ]),
    pairings: inserter(db, 'pairings', [
      'id',
      'workspace_id',
      'cohort_id',
      'mentor_id',
      'mentee_id',
      'two',
      'state',
      'cycle',
      'ladder',
      'snoozed_until',
      'created_at',
      'ended_at',
    ]),
    meetings: inserter(db, 'meetings', [
      'id',
      'workspace_id',
      'pairing_id',
      'cycle',
      'state',
      'starts_at',
      'minutes',
      'ends_at',
      'place',
      'sequence',
      'booked_by',
      'created_at',
      'updated_at',
      'due_at',
      'outcome',
    ]),
    proposals: inserter(db, 'proposals', [
      'id',
      'workspace_id',
      'pairing_id',
      'meeting_id',
      'cycle',
      'state',
      'starts_at',
      'minutes',
      'ends_at',
      'place',
      'offered_by',
      'created_at',
      'updated_at',
      'due_at',
    ]),
    nudges: inserter(db, 'nudges', [
      'id',
      'workspace_id',
      'pairing_id',
      'cycle',
      'kind',
      'occurrence',
      'to_id',
      'about_json',
      'passes_on',
      'asks',
      'stands',
      'planned_at',
      'due_at',
      'not_after',
      'state',
      'channel',
      'ts',
      'sent_at',
      'shown',
      'live',
    ]),
    commitments: inserter(db, 'commitments', [
      'id',
      'workspace_id',
      'pairing_id',
      'cycle',
      'owner',
      'what',
      'due_on',
      'plan',
      'state',
      'moves',
      'reason',
      'made_by',
      'created_at',
      'updated_at',
      'closed_at',
    ]),
    takeaways: inserter(db, 'takeaways', [
      'id',
      'workspace_id',
      'pairing_id',
      'cohort_id',
      'author',
      'text',
      'tags_json',
      'audience',
      'named',
      'quotes',
      'state',
      'created_at',
      'updated_at',
    ]),
    pulses: inserter(db, 'pulses', [
      'pairing_id',
      'cycle',
      'member_id',
      'workspace_id',
      'usefulness',
      'structure',
      'given_at',
    ]),
  };
  const hours = JSON.stringify({ days: [1, 2, 3, 4, 5], from: 570, to: 990 });
  write.cohorts(
    COHORT.id,
    workspaceId,
    COHORT.name,
    COHORT.name.toLowerCase(),
    COHORT.startsOn,
    COHORT.endsOn,
    COHORT.cadenceWeeks,
    COHORT.meetingMinutes,
    COHORT.zone,
    COHORT.createdBy,
    COHORT.createdAt,
  );
  let row = 0;
  const id = (kind: string) => {
    row += 1;
    return `${kind}-${row.toString(16).padStart(8, '0')}-4000-8000-${kind.padEnd(12, '0')}`;
  };
  const begin = PRESENT - weeks * WEEK;

  for (let number = 1; number <= pairs; number += 1) {
    const digits = String(number).padStart(8, '0');
    const [mentor, mentee, pairing] = [`mentor-${digits}`, `mentee-${digits}`, `pairing-${digits}`];
    const gone = chance() < 0.01;
    const ended = !gone && chance() < 0.05;
    const slow = chance() < 0.1;
    const never = chance() < 0.02;
    const createdAt = begin + Math.floor(chance() * 2 * WEEK);
    const endedAt = ended ? createdAt + Math.floor(chance() * (PRESENT - createdAt)) : null;
    const until = endedAt ?? (slow ? PRESENT - 5 * WEEK : PRESENT);
    for (const [member, zone] of [
      [mentor, 'Europe/Vienna'],
      [mentee, chance() < 0.5 ? 'Europe/London' : 'America/New_York'],
    ] as const) {
      const isGone = gone && member === mentor ? 0 : 1;
      const wantsPrep = chance() < 0.08 ? 0 : 1;
      write.members(
        member,
        workspaceId,
        userIdOf(member === mentor ? 'mentor' : 'mentee', number),
        nameOf(member === mentor ? 2 * number - 1 : 2 * number),
        zone,
        'slack',
        hours,
        isGone,
        createdAt,
        wantsPrep,
      );
    }
    let cycle = 1;
    for (let at = createdAt + 3 * DAY; !never; at += 2 * WEEK + Math.floor(chance() * 3) * DAY) {
      const asked = chance() < 0.6 ? at - 12 * DAY : at - 3 * DAY;
      if (asked >= until) break;
      const who = cycle % 2 === 1 ? mentee : mentor;
      for (const [kind, to, sentAt] of [
        ['next-meeting-due', who, asked],
        ['reminder', mentor, at - DAY],
        ['reminder', mentee, at - DAY],
        ['prepare', mentee, at - 10 * MINUTE],
      ] as const) {
        if (sentAt > PRESENT) continue;
        write.nudges(
          id('nudge'),
          workspaceId,
          pairing,
          cycle,
          kind,
          `${kind}:${pairing}:${cycle}:${to}`,
          to,
          '{}',
          0,
          kind === 'next-meeting-due' ? 1 : 0,
          1,
          sentAt,
          sentAt,
          sentAt + WEEK,
          'sent',
          `D${digits}`,
          `${sentAt / 1000}.000100`,
          sentAt,
          'a fingerprint of what it shows',
          0,
        );
      }
      if (slow && asked > PRESENT - 6 * WEEK) break;
      const offeredAt = asked + Math.floor(chance() * 2 * DAY);
      const meeting = id('meeting');
      const ends = at + 45 * MINUTE;
      const isOver = ends <= PRESENT;
      if (offeredAt <= PRESENT)
        write.proposals(
          id('proposal'),
          workspaceId,
          pairing,
          null,
          cycle,
          'accepted',
          at,
          45,
          ends,
          '',
          who,
          offeredAt,
          offeredAt,
          at,
        );
      if (offeredAt > PRESENT || (!isOver && ended)) break;
      const luck = chance();
      const outcome = !isOver ? null : luck < 0.8 ? 'held' : luck < 0.9 ? 'unknown' : luck < 0.95 ? 'missed' : 'moved';
      write.meetings(
        meeting,
        workspaceId,
        pairing,
        cycle,
        isOver ? 'ended' : 'booked',
        at,
        45,
        ends,
        'Room 4',
        0,
        mentee,
        offeredAt,
        offeredAt,
        ends,
        outcome,
      );
      if (!isOver) break;
      if (outcome === 'held') {
        const kept = chance() < 0.7 && ends + 10 * DAY < PRESENT;
        write.commitments(
          id('commitment'),
          workspaceId,
          pairing,
          cycle,
          who,
          'Write the first page of the plan, and show it',
          '2026-06-01',
          'If it is Monday morning, then at my desk',
          kept ? 'kept' : 'open',
          0,
          '',
          who,
          ends,
          ends,
          kept ? ends + 10 * DAY : null,
        );
        for (const member of [mentor, mentee]) {
          if (chance() > 0.6) continue;
          const structure = ['too_little', 'just_right', 'just_right', 'too_much'][Math.floor(chance() * 4)];
          write.pulses(
            pairing,
            cycle,
            member,
            workspaceId,
            1 + Math.floor(chance() * 5),
            structure ?? null,
            ends + 5 * MINUTE,
          );
        }
        if (chance() < 0.15)
          write.takeaways(
            id('takeaway'),
            workspaceId,
            pairing,
            COHORT.id,
            mentee,
            'Ask for advice before you need it',
            '["advice"]',
            chance() < 0.4 ? 'cohort' : 'pair',
            1,
            0,
            'current',
            ends,
            ends,
          );
      }
      cycle += 1;
    }
    const snoozed = !gone && chance() < 0.02 ? PRESENT + WEEK : null;
    write.pairings(
      pairing,
      workspaceId,
      COHORT.id,
      mentor,
      mentee,
      `${mentee} ${mentor}`,
      ended ? 'ended' : 'active',
      cycle,
      1,
      snoozed,
      createdAt,
      endedAt,
    );
  }
}

function inserter(db: Database.Database, table: string, columns: readonly string[]) {
  const places = columns.map(() => '?').join(', ');
  const insert = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
  return (...values: unknown[]): void => void insert.run(...values);
}

/** Numbers from 0 to 1 that look random and are the same for the same seed: mulberry32, in the public domain, by Tommy Ettinger. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
