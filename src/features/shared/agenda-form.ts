import { z } from 'zod';
import { digest, markOf, readLines, type Seen } from '../../core/agenda-lines.ts';
import type { Said } from '../../core/agenda-rules.ts';
import { parseDate } from '../../core/time.ts';
import { type Filled, textIn } from '../../slack/payload.ts';
import { NO_STRUCTURE, type Typed } from './agenda.view.ts';

/** What travels in the form: pairing, cycle, page of items and of commitments, when it was opened (UTC ms), what was seen, the commitments on it, the structure, a mark of the expectation. */
export const openedShape = z.object({
  p: z.string(),
  y: z.number(),
  g: z.number(),
  q: z.number(),
  t: z.number(),
  s: z.string(),
  c: z.string(),
  st: z.string().nullable(),
  e: z.string().default(''),
});
export type Opened = z.infer<typeof openedShape>;

/** What is filled in, to be shown once more; an expectation and a structure that were left alone are shown as they stand by then. */
export function typedIn(filled: Filled, opened: Opened): Typed {
  return {
    seen: seenIn(opened),
    lines: linesIn(filled),
    expectation: expectationIn(filled, opened),
    ...(structureIn(filled) !== (opened.st ?? NO_STRUCTURE) && { structureId: structureIn(filled) }),
    said: new Map(answersIn(filled, opened).map(({ id, answer, date }) => [id, { answer, date }])),
  };
}

/** The lines as they were typed. */
export function linesIn(filled: Filled): string {
  return typeof filled.lines === 'string' ? filled.lines : '';
}

/** What the items on the form looked like when it was opened. */
export function seenIn(opened: Opened): Seen[] {
  return listIn(opened.s).flatMap((each) => {
    const [id, mark] = each.split(':');
    return id && mark ? [{ id, mark }] : [];
  });
}

/** The commitments on the form, by id. */
export function owedIn(opened: Opened): string[] {
  return listIn(opened.c);
}

/** What was said of commitments; null when one moves and has no date yet. */
export function saidIn(filled: Filled, opened: Opened): Said[] | null {
  const said: Said[] = [];
  for (const { id, answer, date } of answersIn(filled, opened)) {
    const to = parseDate(date);
    if (answer === 'kept' || answer === 'dropped') said.push({ id, answer });
    else if (answer === 'moved' && to === undefined) return null;
    else if (answer === 'moved' && to) said.push({ id, answer, to });
  }
  return said;
}

/** What the mentee expects, where the form asked and they changed it. */
export function expectationIn(filled: Filled, opened: Opened): string | undefined {
  const said = textIn(filled, 'expectation');
  return 'expectation' in filled && digest(said) !== opened.e ? said : undefined;
}

/** Whether anything differs from what the form showed. */
export function isChanged(filled: Filled, opened: Opened): boolean {
  const marks = readLines(linesIn(filled)).map(markOf);
  const before = seenIn(opened).map(({ mark }) => mark);
  // Where Slack passes on no text, there is none to keep.
  if (typeof filled.lines === 'string' && marks.join() !== before.join()) return true;
  if (typeof filled.expectation === 'string' && expectationIn(filled, opened) !== undefined) return true;
  return answersIn(filled, opened).some(({ answer }) => answer !== 'open');
}

function structureIn(filled: Filled): string {
  return textIn(filled, 'structure') || NO_STRUCTURE;
}

function answersIn(filled: Filled, opened: Opened): { id: string; answer: string; date: string }[] {
  return owedIn(opened).flatMap((id, index) => {
    const answer = textIn(filled, `answer${index + 1}`);
    return answer ? [{ id, answer, date: textIn(filled, `date${index + 1}`) }] : [];
  });
}

function listIn(joined: string): string[] {
  return joined === '' ? [] : joined.split(',');
}
