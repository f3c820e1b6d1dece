import { z } from 'zod';
import { can } from '../core/access.ts';
import type { Member } from '../core/member.ts';
import { newPairing } from '../core/pair-rules.ts';
import type { Pair } from '../core/pairing.ts';
import { reassign as reassignPair } from '../core/reassign.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CommandAsk, Feature, Handled, ModalView, SubmitAsk } from '../slack/feature.ts';
import { notice } from '../slack/notice.ts';
import { peopleIn, readCarried, textIn } from '../slack/payload.ts';
import { reassigned, reassignModal, reassignPairModal, whichMentorModal } from './reassign.view.ts';
import { type ClosedForms, remembered } from './shared/closed-forms.ts';
import { type Cared, caredPair, caredPairsOf, NOT_TO_LOOK_AFTER, runsAnything } from './shared/look-after.ts';
import { lookModal } from './shared/pair-look.view.ts';
import { actorOf } from './shared/pair-of.ts';
import { meetPerson, namesAsText, withoutGone } from './shared/people-named.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake' | 'messenger'>;

const NAME_THEM = refuse(
  'name_two',
  'Please name the mentee and the new mentor, in this order: /cohort reassign @mentee to @new-mentor',
);

const FORM = 'reassign';
/** What a form is about that asks for the mentee first, or for which of their mentors. */
const ANYBODY = '';

/** Another mentor for a mentee: one pairing ends and the next one begins, both or neither. */
export function reassign(
  deps: Needs,
  unsent: ClosedForms,
): { feature: Feature; verb: (ask: CommandAsk, rest: string) => Handled } {
  async function verb(ask: CommandAsk, text: string): Handled {
    if (!(await runsAnything(deps, ask))) return NOT_TO_LOOK_AFTER;
    const { userIds, rest } = peopleIn(text);
    const [mentee, mentor, ...more] = userIds;
    if (more.length > 0) return NAME_THEM;
    if (!mentee) return namesAsText(rest) ?? { open: await asLeft(ask, ANYBODY, reassignModal()) };
    if (namesAsText(rest)) return namesAsText(rest) ?? NAME_THEM;
    const found = await menteesPairs(ask, mentee, rest.replace(/^to\b/i, '').trim());
    if (isRefusal(found)) return found;
    const [only, ...others] = found;
    if (others.length > 0 || !only) {
      const pairs = found.map(({ pair }) => pair);
      const form = whichMentorModal(pairs, mentor);
      const isNew = unsent.begin(ask.userId, FORM, ANYBODY, { mentee, mentor: mentor ?? null });
      return { open: isNew ? form : await asLeft(ask, ANYBODY, form) };
    }
    if (!mentor) return { open: await asLeft(ask, only.pair.pairing.id, reassignPairModal(only.pair, null)) };
    return {
      later: async () => {
        const done = await change(ask, only, await meetPerson(deps, ask, mentor));
        return isRefusal(done) ? done : { say: reassigned(only.pair, done) };
      },
    };
  }

  async function openFor(ask: ClickAsk): Handled {
    const cared = await caredPair(deps, ask, ask.value);
    if (isRefusal(cared)) return cared;
    const about = readCarried(ask.value, z.object({ u: z.string() }));
    const form = reassignPairModal(cared.pair, isRefusal(about) ? null : about.u);
    return { open: await asLeft(ask, cared.pair.pairing.id, form) };
  }

  /** A form with what stood in it when it was closed, without people who have left since. */
  async function asLeft(ask: Ask, subject: string, form: ModalView): Promise<ModalView> {
    const last = unsent.of(ask.userId, FORM, subject);
    return last
      ? unsent.offer(ask.userId, subject, form, await withoutGone(deps, ask, last.filled, ['mentee', 'mentor']))
      : form;
  }

  async function submit(ask: SubmitAsk): Handled {
    if (!(await runsAnything(deps, ask))) return NOT_TO_LOOK_AFTER;
    const mentorUserId = textIn(ask.filled, 'mentor');
    if (!mentorUserId) return { errors: { mentor: 'Pick the new mentor.' } };
    const found = await meant(ask);
    if (isRefusal(found)) return { errors: { [textIn(ask.filled, 'mentee') ? 'mentee' : 'mentor']: found.words } };
    const [only, ...others] = found;
    if (others.length > 0 || !only)
      return {
        replace: whichMentorModal(
          found.map(({ pair }) => pair),
          mentorUserId,
        ),
      };
    const done = await change(ask, only, await mentorKnown(ask, mentorUserId));
    if (isRefusal(done)) return { errors: { mentor: done.words } };
    const under = readCarried(ask.carried, z.object({ u: z.literal('look') }));
    if (ask.stacked && !isRefusal(under)) return { below: lookModal(done, null, ask.now) };
    return { replace: notice('Done', reassigned(only.pair, done)) };
  }

  /** The pairs that a form means: the one it was opened for, the one that was picked, or those of the mentee. */
  async function meant(ask: SubmitAsk): Promise<Cared[] | Refusal> {
    const carried = readCarried(ask.carried, z.object({ p: z.string() }));
    const picked = textIn(ask.filled, 'pair');
    if (isRefusal(carried) && !picked) return menteesPairs(ask, textIn(ask.filled, 'mentee'), '');
    const cared = await caredPair(deps, ask, isRefusal(carried) ? picked : ask.carried);
    return isRefusal(cared) ? cared : [cared];
  }

  /** The pairs in which somebody is mentored, as far as the asker may look after them. */
  async function menteesPairs(ask: Ask, userId: string, cohort: string): Promise<Cared[] | Refusal> {
    const { member, pairs, actor } = await caredPairsOf(deps, ask, userId, cohort);
    const mentored = pairs.filter(({ mentee }) => mentee.userId === userId);
    if (mentored.length > 0) return mentored.map((pair) => ({ pair, actor }));
    const words = `${member?.name ?? 'This person'} has no mentor in a cohort that you run. Pair them first: /cohort pair @mentor @mentee`;
    return refuse('no_mentor', words);
  }

  /** Somebody whom Slack told us about is known well enough; about anybody else it is asked. */
  async function mentorKnown(ask: Ask, userId: string): Promise<Member | Refusal> {
    const known = await deps.store.members.find(ask.workspaceId, userId);
    return known?.active ? known : meetPerson(deps, ask, userId);
  }

  async function change(ask: Ask, { pair }: Cared, mentor: Member | Refusal): Promise<Pair | Refusal> {
    if (isRefusal(mentor)) return mentor;
    // Slack may have taken its time to tell who the mentor is.
    const actor = await actorOf(deps, ask);
    const { now, userId: by, workspaceId } = ask;
    const two = { mentorId: mentor.id, menteeId: pair.mentee.id };
    const { cadenceWeeks } = pair.pairing;
    const pairing = { ...newPairing(deps.newId(), pair.cohort, two, now), cadenceWeeks };
    const done = await deps.store.pairings.reassign(
      workspaceId,
      pair.pairing.id,
      pairing,
      now,
      (former, fresh, mentees) =>
        can(actor, 'look after the pair', { pair: former })
          ? reassignPair(former, fresh, mentees, { by, now })
          : NOT_TO_LOOK_AFTER,
    );
    if (done === null) return NOT_TO_LOOK_AFTER;
    if (isRefusal(done)) return done;
    deps.wake();
    return done.pair;
  }

  async function about(ask: Ask & { carried: string }) {
    if (!(await runsAnything(deps, ask))) return NOT_TO_LOOK_AFTER;
    if (isRefusal(readCarried(ask.carried, z.object({ p: z.string() })))) return ANYBODY;
    const cared = await caredPair(deps, ask, ask.carried);
    return isRefusal(cared) ? cared : cared.pair.pairing.id;
  }

  const form = remembered(unsent, about, submit);
  return {
    verb,
    feature: {
      name: 'reassign',
      clicks: { 'reassign.open': openFor },
      submits: { [FORM]: form.submit },
      closings: { [FORM]: form.closed },
    },
  };
}
