import { FIGURES, type Figures, OF_A_PERIOD, type PairState, PERIOD_WEEKS, type Report } from '../core/report.ts';
import { PERIODS } from '../core/report-period.ts';
import { formatDate, formatDay, formatSlot } from '../core/time.ts';
import { pick } from '../slack/form.ts';
import {
  actions,
  bars,
  bold,
  button,
  context,
  cut,
  dataTable,
  divider,
  escapeText,
  fields,
  grouped,
  header,
  join,
  type KnownBlock,
  type Message,
  type ModalView,
  type Mrkdwn,
  message,
  mrkdwn,
  pie,
  rowsThatFit,
  section,
  typed,
} from '../slack/kit.ts';
import { notice } from '../slack/notice.ts';
import { carry } from '../slack/payload.ts';
import { dateWithYear } from './shared/cohort-span.view.ts';
import { type Names, needInWords, needLine } from './shared/need.view.ts';

const TABLE_HEAD = ['Mentee with mentor', 'What is missing', 'What would help'];
const ROWS_PER_PAGE = 5;
/** Characters of the list of pairs in words: with all the rest it stays within the text of one message. */
const LIST_LENGTH = 1_800;

/** In the order in which they are shown. */
const STATES: Record<PairState, string> = {
  booked: 'Meeting booked',
  proposed: 'Time on offer',
  nothing: 'Nothing booked',
  snoozed: 'Snoozed or paused',
  unreachable: 'Unreachable',
  ended: 'Ended',
};

/** What else decides how a report looks: the words of its period, and whether its reader has turned the weekly digest off. */
export type ReportLook = { period: string; digestIsOff: boolean };

/**
 * The report, drawn twice: `rich` with charts and a table, `classic` with blocks that every Slack knows. Both say the same in words in their
 * text. `names` are those of the pairs that need a human.
 */
export function reportMessages(report: Report, names: Names, look: ReportLook): { rich: Message; classic: Message } {
  const top = [title(report), since(report), ...headline(report)];
  const rest = [
    buttons(report, look),
    periods(report, look),
    context(mrkdwn`Figures and states only: what people write to each other stays with them.`),
  ];
  const classic = message(...top, ...chartsInWords(report), ...needsAsList(report, names), ...rest);
  const rich = [...top, ...charts(report), ...chartsInWords(report, context), ...needsAsTable(report, names), ...rest];
  return { classic, rich: { text: classic.text, blocks: rich } };
}

function title({ cohort, at }: Report): KnownBlock {
  return header(`${cohort.name}: how it goes, ${formatDay(at, cohort.zone)}`);
}

function since({ before, cohort, figures, period }: Report): KnownBlock {
  if (period) {
    const [from, to] = [period.from, period.to].map(dateWithYear);
    return context(
      mrkdwn`From ${from ?? ''} to ${to ?? ''}. What changed since last time is told in reports on the whole run.`,
    );
  }
  if (figures.pairs === 0)
    return context(mrkdwn`No active pairs yet. Pair people with \`/cohort pair @mentor @mentee\`.`);
  if (!before) return context(mrkdwn`Your first report on this cohort. The next one will say what changed.`);
  return context(mrkdwn`Changes since your last report, ${formatSlot(before.at, cohort.zone)}.`);
}

/** The figures: all of them together for the whole run; for a period those of the period apart from those of now. */
function headline(report: Report): KnownBlock[] {
  const lines = figureLines(report);
  const named = FIGURES.map(([name, , of], index) => ({ of, text: join([bold(name), lines[index] ?? mrkdwn``]) }));
  if (!report.period) return [fields(...named.map(({ text }) => text))];
  const part = (title: string, which: (typeof FIGURES)[number][2]) => [
    section(bold(title)),
    fields(...named.filter(({ of }) => of === which).map(({ text }) => text)),
  ];
  return [...part('In this period', 'period'), ...part('Right now', 'now'), ...part('Over the whole run', 'said')];
}

/** What stands under the name of each figure, in the order of `FIGURES`. */
function figureLines({ figures: now, before, pulses, cohort, period }: Report): Mrkdwn[] {
  const was = before?.figures;
  const change = (of: (figures: Figures) => number | null, unit = '') => changeIn(of(now), was ? of(was) : null, unit);
  return [
    mrkdwn`${share(now.booked, now.pairs, 'pairs')}${change((it) => it.booked)}`,
    mrkdwn`${share(now.held, now.expected, 'expected')}${change((it) => it.held)}${now.untold > 0 ? `\n${grouped(now.untold)} more: nobody said yet` : ''}`,
    mrkdwn`${now.inTimeOf === 0 ? 'None was due' : share(now.inTime, now.inTimeOf, 'pairs')}${change((it) => it.inTime)}`,
    mrkdwn`${now.weeksSince === null ? 'No meeting yet' : now.weeksSince}${change((it) => it.weeksSince)}`,
    mrkdwn`${grouped(now.kept)} kept${period ? ',' : ' of'} ${grouped(now.made)} made${change((it) => it.made)}`,
    mrkdwn`${grouped(now.shared)}${change((it) => it.shared)}`,
    mrkdwn`${share(now.answered, now.asked, 'questions')}${change(({ answered, asked }) => percent(answered, asked), ' %-points')}`,
    mrkdwn`${people(now.withoutPrep)}, ${grouped(now.snoozed)} snoozed${change((it) => it.withoutPrep + it.snoozed)}`,
    ...(['usefulness', 'structure'] as const).map((figure) => {
      const shown = pulses[figure];
      if (!shown) return mrkdwn`Shown once five people have answered`;
      const value = figure === 'usefulness' ? `${shown.value.toFixed(1)} of 5` : leaning(shown.value);
      const day = formatDay(shown.until, cohort.zone);
      return mrkdwn`${value}${change((it) => it[figure])}\n${people(shown.people)}, as of ${day}`;
    }),
  ];
}

function share(part: number, whole: number, what: string): string {
  const shown = percent(part, whole);
  return `${grouped(part)} of ${grouped(whole)} ${what}${shown === null ? '' : ` (${shown}%)`}`;
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((100 * part) / whole);
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${grouped(count)} people`;
}

function leaning(balance: number): string {
  const shown = `${balance < -0.04 ? '−' : balance > 0.04 ? '+' : ''}${Math.abs(balance).toFixed(1)}`;
  if (Math.abs(balance) < 0.2) return `${shown}, about right`;
  return `${shown}, rather too ${balance < 0 ? 'little' : 'much'}`;
}

/** What changed, in words that a screen reader reads as well; nothing where there is nothing to compare with. */
function changeIn(now: number | null, before: number | null, unit: string): string {
  if (now === null || before === null) return '';
  const difference = Math.round((now - before) * 10) / 10;
  if (difference === 0) return ', no change';
  return difference > 0 ? `, up ${grouped(difference)}${unit}` : `, down ${grouped(-difference)}${unit}`;
}

function charts(report: Report): KnownBlock[] {
  const held = report.weeks.map((week) => ({ label: dayOf(week.from), value: week.held }));
  const stands = statesOf(report).map(([label, value]) => ({ label, value }));
  return [bars(weeksTitle(report), 'Meetings held', held, 'Week of', 'Meetings'), pie('Pairs by state', stands)].filter(
    (each) => each !== null,
  );
}

/** Of a long period only the last weeks are shown, and the chart says so. */
function weeksTitle({ period, weeks }: Report): string {
  return period && weeks.length === PERIOD_WEEKS
    ? `Meetings held, last ${PERIOD_WEEKS} weeks`
    : 'Meetings held per week';
}

function chartsInWords({ weeks, ...report }: Report, paragraph: (text: Mrkdwn) => KnownBlock = section): KnownBlock[] {
  const some = weeks.some(({ held }) => held > 0);
  const held = some
    ? mrkdwn`${bold('Meetings held per week of')} ${weeks.map((week) => `${dayOf(week.from)}: ${grouped(week.held)}`).join(', ')}`
    : mrkdwn`${bold('Meetings held:')} none yet`;
  const stands = statesOf({ weeks, ...report });
  return [
    paragraph(held),
    ...(stands.length > 0
      ? [
          paragraph(
            mrkdwn`${bold('Pairs by state:')} ${stands.map(([name, count]) => `${name} ${grouped(count)}`).join(', ')}`,
          ),
        ]
      : []),
  ];
}

function statesOf({ states }: Report): [string, number][] {
  const all = Object.entries(STATES) as [PairState, string][];
  return all.map(([state, name]): [string, number] => [name, states[state]]).filter(([, count]) => count > 0);
}

/** `2 Nov` of `2026-11-02`. */
function dayOf(date: string): string {
  return formatDate(date).replace(/^\w+ /, '');
}

function needsTitle({ needs }: Report): KnownBlock {
  if (needs.length === 0) return section(mrkdwn`${bold('Needs a human')}: nobody right now.`);
  return section(mrkdwn`${bold(`Needs a human: ${needs.length === 1 ? '1 pair' : `${grouped(needs.length)} pairs`}`)}`);
}

function needsAsTable(report: Report, names: Names): KnownBlock[] {
  const rows = report.needs.slice(0, 100).map((need) => {
    const { mentee, mentor, reason, suggestion } = needInWords(need, names);
    return [`${mentee} with ${mentor}`, reason, suggestion];
  });
  const shown = rows.slice(0, rowsThatFit(TABLE_HEAD, rows));
  if (shown.length === 0) return [divider(), needsTitle(report)];
  const caption = `Pairs that need a human, the worst first`;
  return [
    divider(),
    needsTitle(report),
    dataTable(caption, TABLE_HEAD, shown, ROWS_PER_PAGE),
    ...andMore(report.needs.length - shown.length),
  ];
}

function needsAsList(report: Report, names: Names): KnownBlock[] {
  const lines: string[] = [];
  let left = LIST_LENGTH;
  for (const need of report.needs.slice(0, 100)) {
    const line = `• ${needLine(needInWords(need, names))}`;
    // Escaped, as it stands in the text of the message.
    left -= escapeText(line).length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  const list = lines.length > 0 ? [typed(lines.join('\n'))] : [];
  return [divider(), needsTitle(report), ...list, ...andMore(report.needs.length - lines.length)];
}

function andMore(count: number): KnownBlock[] {
  if (count === 0) return [];
  return [
    context(mrkdwn`And ${grouped(count)} more: go through them below, or get all of them with \`/cohort export\`.`),
  ];
}

function buttons({ cohort, needs }: Report, { digestIsOff }: ReportLook): KnownBlock {
  const value = carry({ c: cohort.id });
  return actions(
    ...(needs.length > 0 ? [button('attention.open', 'Go through them', { value, style: 'primary' })] : []),
    ...(needs.length > 0 ? [button('report.export', 'Get them as a file', { value })] : []),
    button('report.meanings', 'What do the figures mean?'),
    ...(digestIsOff ? [button('digest.on', 'Turn on the weekly digest', { value })] : []),
  );
}

/** The periods for which the report can be had, with the one that it is for, where that is among them. */
function periods({ cohort }: Report, { period }: ReportLook): KnownBlock {
  const chosen = (words: string) => carry({ c: cohort.id, p: words });
  const choices = PERIODS.map((words) => ({
    label: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`,
    value: chosen(words),
  }));
  return pick('report.period', 'Period', choices, chosen(period));
}

/** What each figure counts. */
export function meaningsModal(): ModalView {
  return notice(
    'What the figures mean',
    message(
      ...FIGURES.map(([name, means]) => section(mrkdwn`${bold(name)}: ${means}`)),
      ...OF_A_PERIOD.map((line) => context(mrkdwn`${line}`)),
    ),
  );
}

/** What stands above the cohorts while the report is made. */
export function onItsWay(cohortName: string): string {
  return `The report on ${cut(cohortName, 80)} comes into your messages with me.`;
}

/** What the command answers once the report is on its way. */
export function reportSent(cohortName: string): Message {
  return message(typed(`I have sent you the report on ${cut(cohortName, 80)}. It is in your messages with me.`));
}
