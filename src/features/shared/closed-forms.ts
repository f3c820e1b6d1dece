import { z } from 'zod';
import type { Pair } from '../../core/pairing.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { compareDates, type LocalDate, parseDate } from '../../core/time.ts';
import type { Answer, Ask, ClickAsk, CloseAsk, Handled, SubmitAsk } from '../../slack/feature.ts';
import { refilled } from '../../slack/form.ts';
import { context, type ModalView, mrkdwn } from '../../slack/kit.ts';
import { type Filled, readCarried } from '../../slack/payload.ts';

const aboutPair = z.object({ p: z.string() });

/** Forms that are remembered; the oldest is forgotten for the next one. */
const REMEMBERED = 1_000;
/** What is remembered of one form: something begun anew does not take the place of what was begun before. */
const BEGUN = 5;

/** What stood in a form that was not sent, what the form carried, and what it had been begun with where that was given. */
export type Unsent = { filled: Filled; carried: string; from?: string };

export type ClosedForms = ReturnType<typeof closedForms>;

/**
 * What people typed into forms and did not send, to be offered when they open the same form again. A form is known by whose it is, its id,
 * and the `subject` that it is about: a pairing's id, a meeting's, a commitment's. Kept in memory alone, for what nobody sent is nobody's
 * to store.
 */
export function closedForms() {
  const forms = new Map<string, Unsent[]>();

  function put(key: string, unsent: Unsent[]): void {
    forms.delete(key);
    if (unsent.length === 0) return;
    forms.set(key, unsent.slice(-BEGUN));
    const [oldest] = forms.keys();
    if (forms.size > REMEMBERED && oldest !== undefined) forms.delete(oldest);
  }

  function begun(userId: string, form: string, subject: string): { key: string; earlier: Unsent[]; last?: Unsent } {
    const key = [userId, form, subject].join(' ');
    const all = forms.get(key) ?? [];
    const last = all.at(-1);
    return { key, earlier: all.slice(0, -1), ...(last && { last }) };
  }

  return {
    /**
     * Remembers what was typed into a form that was closed, on top of what it had been offered with; or all of `filled`, where what the
     * form began with may have come from the person as well. A form that closes as it was opened changes nothing; one that was emptied is
     * forgotten.
     */
    keep(ask: CloseAsk, subject: string, filled?: Filled): void {
      if (Object.keys(ask.typed).length === 0) return;
      const { key, earlier, last } = begun(ask.userId, ask.callback, subject);
      const now = filled ?? { ...last?.filled, ...ask.typed };
      const kept = { ...last, filled: now, carried: ask.carried };
      put(key, Object.values(now).some(isSaid) ? [...earlier, kept] : earlier);
    },
    /**
     * The form that somebody opens with something `given` to begin with, as behind a command, which is remembered in case that the form never
     * shows; or with what they had made of it before. With nothing given, what was typed into it the last time.
     */
    open(userId: string, subject: string, view: ModalView, given: Filled): ModalView {
      const form = view.callback_id ?? '';
      const isNew = this.begin(userId, form, subject, given);
      return isNew ? view : this.offer(userId, subject, view);
    },
    /** Remembers what a form begins with. False when there is nothing, or it was begun with the same before. */
    begin(userId: string, form: string, subject: string, given: Filled): boolean {
      if (!Object.values(given).some(isSaid)) return false;
      const { key, earlier, last } = begun(userId, form, subject);
      const from = JSON.stringify(given);
      if (last?.from === from) return false;
      put(key, [...earlier, ...(last ? [last] : []), { filled: given, carried: '', from }]);
      return true;
    },
    /** The form with what was typed into it the last time, or with as much of it as is `left`; as it is when there is nothing. */
    offer(userId: string, subject: string, view: ModalView, left?: Filled): ModalView {
      const filled = left ?? this.of(userId, view.callback_id ?? '', subject)?.filled ?? {};
      if (!Object.values(filled).some(isSaid)) return view;
      const offered = refilled(view, filled);
      return { ...offered, blocks: [context(mrkdwn`This is what you had typed and not sent.`), ...offered.blocks] };
    },
    /** Somebody chose another pairing in the form: what stands in it is about that one now. */
    follow(ask: ClickAsk, form: string, subject: string, filled: Filled): void {
      const about = readCarried(ask.carried, aboutPair);
      if (!isRefusal(about)) this.forget(ask.userId, form, about.p);
      this.begin(ask.userId, form, subject, filled);
    },
    /** What was typed last; undefined when nothing was, or it was sent since. */
    of(userId: string, form: string, subject: string): Unsent | undefined {
      return begun(userId, form, subject).last;
    },
    /** What was typed last was sent, or is not wanted any more. */
    forget(userId: string, form: string, subject: string): void {
      const { key, earlier } = begun(userId, form, subject);
      put(key, earlier);
    },
  };
}

/**
 * A form that is remembered when it is closed, and when it is sent and not taken, until it is taken. `about` gives its subject, or a refusal
 * where it is no business of whoever sent it; `worth` what of it is kept: all of it where left out.
 */
export function remembered(
  unsent: ClosedForms,
  about: (ask: Ask & Pick<CloseAsk, 'carried' | 'filled'>) => Promise<string | Refusal>,
  submit: (ask: SubmitAsk) => Handled,
  worth: (typed: Filled, ask: Pick<CloseAsk, 'filled'>) => Filled = (typed) => typed,
): { submit: (ask: SubmitAsk) => Handled; closed: (ask: CloseAsk) => Promise<void> } {
  const keep = (ask: CloseAsk, subject: string) => unsent.keep({ ...ask, typed: worth(ask.typed, ask) }, subject);
  return {
    async submit(ask) {
      const subject = await about(ask);
      if (isRefusal(subject)) return submit(ask);
      let taken = false;
      try {
        const answer = await submit(ask);
        taken = isTaken(answer, ask.callback);
        return answer;
      } finally {
        if (taken) unsent.forget(ask.userId, ask.callback, subject);
        else keep(ask, subject);
      }
    },
    async closed(ask) {
      const subject = await about(ask);
      if (!isRefusal(subject)) keep(ask, subject);
    },
  };
}

/** Not when there are words beside its fields, or it is shown once more. */
function isTaken(answer: Answer | Refusal, callback: string): boolean {
  return !isRefusal(answer) && !answer.errors && answer.replace?.callback_id !== callback;
}

/** What was typed, without a day in the field `until` that has passed since; undefined where nothing was. `today` where its person is. */
export function stillToCome(last: Unsent | undefined, today: LocalDate): Filled | undefined {
  if (!last) return undefined;
  const { until, ...others } = last.filled;
  const day = typeof until === 'string' ? parseDate(until) : undefined;
  return day && compareDates(day, today) >= 0 ? last.filled : others;
}

/** What a form about the next meeting of a pair is about: that meeting, and no later one. */
export function meetingToCome({ pairing }: Pair): string {
  return `${pairing.id} ${pairing.cycle}`;
}

function isSaid(value: Filled[string]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && String(value).trim() !== '';
}
