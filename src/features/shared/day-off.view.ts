import type { Member } from '../../core/member.ts';
import type { Pair } from '../../core/pairing.ts';
import { localOf } from '../../core/time.ts';
import { isWorkingDay } from '../../core/working-days.ts';
import { context, type KnownBlock, mention, mrkdwn, typedContext } from '../../slack/kit.ts';

/**
 * That somebody of the pair does not work on the day of a time that is on offer: it may have been picked on purpose, or from a message that
 * was drawn before a holiday was entered or somebody said that they are away. Nothing on a working day of both. `startsAt` UTC ms.
 */
export function dayOff(pair: Pair, { startsAt }: { startsAt: number }, viewer: Member): KnownBlock[] {
  const { cohort, mentor, mentee } = pair;
  const off = [mentor, mentee].filter(
    ({ hours, zone, awayUntil }) => !isWorkingDay(localOf(startsAt, zone).date, hours, awayUntil),
  );
  const [one, other] = off;
  if (!one) return [];
  const holiday = off.map(({ zone }) => localOf(startsAt, zone).date).find((date) => cohort.holidays.includes(date));
  if (holiday) {
    const name = cohort.holidayNames[holiday];
    return [typedContext(`That day is a holiday in ${cohort.name}${name ? `: ${name}` : ''}.`)];
  }
  if (other) return [context(mrkdwn`That is no working day for either of you.`)];
  return [context(mrkdwn`That is no working day for ${one.id === viewer.id ? mrkdwn`you` : mention(one.userId)}.`)];
}
