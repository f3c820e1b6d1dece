import { z } from 'zod';
import { auditLine } from '../core/audit.ts';
import type { Cohort } from '../core/cohort.ts';
import { cohortKey } from '../core/cohort-named.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { Figures, Report } from '../core/report.ts';
import { PERIOD_EXAMPLES, type Period, periodOf, readPeriod, spanOf, WHOLE_RUN } from '../core/report-period.ts';
import { type PulseFigure, pulseToShow } from '../core/report-pulse.ts';
import type { Deps } from '../deps.ts';
import type { Answer, Ask, ClickAsk, CommandAsk, Feature, Handled } from '../slack/feature.ts';
import { readCarried, typedText } from '../slack/payload.ts';
import { meaningsModal, onItsWay, reportMessages, reportSent } from './report.view.ts';
import type { Hub } from './shared/cohort-hub.ts';
import { cohortOf } from './shared/cohort-of.ts';
import { breath, readCohort } from './shared/report-facts.ts';
import { cohortFor } from './shared/which-cohort.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'messenger'>;

const WORDS = {
  none: refuse('no_cohort', 'There is no cohort yet, so there is nothing to report. Create one with /cohort new.'),
  notYours: refuse(
    'not_coordinator',
    'Only the coordinators of a cohort can see its report. Your own pairing is under /pairing.',
  ),
  example: '/cohort report <cohort>',
};

const NO_PERIOD = refuse(
  'no_period',
  `I can read these periods: ${PERIOD_EXAMPLES}. The name of the cohort comes before them.`,
);
/** What somebody types who means a period. */
const LIKE_A_PERIOD = /\b(since|last|this|from|until)\b/i;

/** Rows of which names are shown at most. */
const NAMED = 100;

/** How a cohort goes: `/cohort report`. */
export function report(deps: Needs, hub: Hub): { feature: Feature; verb: (ask: CommandAsk, rest: string) => Handled } {
  async function verb(ask: CommandAsk, rest: string): Handled {
    const whole = await cohortFor(deps, ask, 'see the report', rest, WORDS);
    const asked = readPeriod(rest);
    // A cohort may have a name that reads like a period.
    const isName = 'cohort' in whole && cohortKey(whole.cohort.name) === cohortKey(typedText(rest));
    if (!asked && !('cohort' in whole) && LIKE_A_PERIOD.test(rest)) return NO_PERIOD;
    if (!asked || isName) return 'cohort' in whole ? sendFor(ask, whole.cohort, WHOLE_RUN) : whole.instead;
    const found = await cohortFor(deps, ask, 'see the report', asked.rest, WORDS);
    return 'cohort' in found ? sendFor(ask, found.cohort, asked.period) : found.instead;
  }

  async function sendFor(ask: Ask, cohort: Cohort, words: string): Handled {
    const period = periodOf(words, cohort, ask.now);
    return isRefusal(period) ? period : { later: () => send(ask, cohort, period, words) };
  }

  async function send(ask: Ask, cohort: Cohort, period: Period | null, words: string): Handled {
    const report = await compose(ask, cohort, period);
    const shown = report.needs.slice(0, NAMED);
    const names = await deps.store.reports.names(shown.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]));
    await breath();
    const { rich, classic } = reportMessages(report, names, {
      period: words,
      digestIsOff: await digestIsOff(ask, cohort),
    });
    const posted = await deps.messenger.postRich(ask.userId, rich, classic, `report:${deps.newId()}`);
    const line = auditLine('report-sent', cohort, { by: ask.userId, now: ask.now });
    if (posted.outcome === 'sent' || posted.outcome === 'unknown') await deps.store.audit.note(ask.workspaceId, line);
    if (posted.outcome !== 'sent') return notSent(posted.outcome);
    // What changed is told from one report on the whole run to the next.
    if (!period) await deps.store.reports.sent(cohort, ask.userId, ask.now, report.figures);
    return { say: reportSent(cohort.name) };
  }

  async function digestIsOff(ask: Ask, cohort: Cohort): Promise<boolean> {
    const me = await deps.store.members.find(ask.workspaceId, ask.userId);
    return me !== null && (await deps.store.briefings.wantsDigest(cohort.id, me.id)) === false;
  }

  async function compose(ask: Ask, cohort: Cohort, period: Period | null): Promise<Report> {
    const { reports } = deps.store;
    const { answers, answersUntil, figures: counted, ...rest } = await readCohort(deps, cohort, ask.now, period);
    const pulse = async (figure: PulseFigure) => {
      await breath();
      return reports.showPulse(cohort, figure, (shown) => pulseToShow(answers[figure], shown, answersUntil));
    };
    const pulses = { usefulness: await pulse('usefulness'), structure: await pulse('structure') };
    const figures: Figures = {
      ...counted,
      shared: await reports.shared(cohort.id, period ? spanOf(period, cohort, ask.now) : undefined),
      usefulness: pulses.usefulness?.value ?? null,
      structure: pulses.structure?.value ?? null,
    };
    const before = period ? null : await reports.lastSent(cohort.id, ask.userId);
    return { ...rest, cohort, period, at: ask.now, figures, before, pulses };
  }

  async function ask(asked: ClickAsk): Handled {
    const found = await cohortOf(deps, asked, 'see the report', asked.value);
    if (isRefusal(found)) return found;
    const about = readCarried(asked.value, z.object({ p: z.string().optional() }));
    if (isRefusal(about)) return about;
    const sent = await sendFor(asked, found.cohort, about.p ?? WHOLE_RUN);
    if (isRefusal(sent) || asked.on !== 'modal') return sent;
    // The modal covers the messages in which the report arrives, so its words stand there, and not below the report as well.
    const view = await hub.draw(asked, { c: found.cohort.id }, onItsWay(found.cohort.name));
    if (!view) return sent;
    return { replace: view, later: async () => failureOf((await sent.later?.()) ?? {}) };
  }

  const clicks = {
    'report.ask': ask,
    'report.period': ask,
    'report.meanings': async () => ({ open: meaningsModal() }),
  };
  return { verb, feature: { name: 'report', clicks } };
}

function failureOf(answer: Answer | Refusal): Answer | Refusal {
  return isRefusal(answer) ? answer : {};
}

function notSent(outcome: 'later' | 'refused' | 'unknown'): Refusal {
  if (outcome === 'later')
    return refuse('busy', 'Slack is busy right now. Please ask for the report again in a minute.');
  if (outcome === 'unknown')
    return refuse('unsure', 'Slack did not say whether the report arrived. If it is not there in a minute, ask again.');
  return refuse('refused', 'Slack did not let me write to you. Open the app once, under Apps, and ask again.');
}
