import { setImmediate as othersTurn } from 'node:timers/promises';
import { z } from 'zod';
import { can } from '../core/access.ts';
import { type Cohort, closedToPairs } from '../core/cohort.ts';
import { cohortsNamed } from '../core/cohort-named.ts';
import { type Import, type NewPair, peopleOf } from '../core/import.ts';
import { acceptImport, checkAgain, dropImport, type ImportFacts } from '../core/import-answer.ts';
import { readImportText } from '../core/import-file.ts';
import type { Person } from '../core/member.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { Answer, Ask, ClickAsk, CommandAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { type Filled, readCarried, textIn, typedText } from '../slack/payload.ts';
import { importModal, importStaged } from './import.view.ts';
import { type ClosedForms, remembered } from './shared/closed-forms.ts';
import { actorOf } from './shared/pair-of.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;

const NOT_COORDINATOR = refuse(
  'not_coordinator',
  'Only the coordinators of a cohort can import pairs into it. Ask one of them to do it.',
);
const NO_COHORT = refuse(
  'no_cohort',
  'There is no cohort that takes pairs. Create one with /cohort new, and then import them.',
);
const NOT_YOURS = refuse(
  'not_yours',
  'Only who brought a file, and coordinates its cohort, can say what becomes of it.',
);
/** People who become members in one stretch. */
const MET_AT_ONCE = 500;
const NOTHING = 'One of the two is needed: a file here, or lines below.';
const BOTH = 'You brought a file as well. Take one of the two away, so that I know which one you mean.';

const FORM = 'import';
/** What the form is about, whichever cohort they are for. */
const LINES = 'lines';

/** Many pairs at once: `/cohort import`. What comes of each line is found out by the sweep of `importing`. */
export function pairImport(
  deps: Needs,
  unsent: ClosedForms,
): {
  feature: Feature;
  verb: (ask: CommandAsk, rest: string) => Handled;
  personChanged: (ask: Ask, person: Person) => Promise<void>;
} {
  async function verb(ask: CommandAsk, rest: string): Handled {
    return open(ask, (offered) => cohortsNamed(offered, typedText(rest)), rest.trim() !== '');
  }

  async function openFor(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ c: z.string() }));
    return isRefusal(about) ? about : open(ask, (offered) => offered.filter(({ id }) => id === about.c), true);
  }

  /** The form, with the first cohort that is meant chosen, and the lines that stood in it when it was closed: in the cohort that was `named` now. */
  async function open(ask: Ask, meant: (offered: Cohort[]) => Cohort[], named: boolean): Handled {
    const actor = await actorOf(deps, ask);
    const all = await deps.store.cohorts.list(ask.workspaceId);
    const mine = all.filter((cohort) => can(actor, 'pair people', { cohort }));
    const offered = mine.filter((cohort) => !closedToPairs(cohort));
    const [first] = offered;
    if (!first) return mine.length === 0 && !actor.isAdmin ? NOT_COORDINATOR : NO_COHORT;
    const chosen = meant(offered)[0] ?? first;
    const form = importModal([chosen, ...offered.filter((each) => each !== chosen)], chosen.id);
    const { text = null, cohort = null } = unsent.of(ask.userId, FORM, LINES)?.filled ?? {};
    return { open: unsent.offer(ask.userId, LINES, form, named ? { text } : { text, cohort }) };
  }

  async function stage(ask: SubmitAsk): Handled {
    const cohort = await deps.store.cohorts.find(ask.workspaceId, textIn(ask.filled, 'cohort'));
    const actor = await actorOf(deps, ask);
    if (!cohort || !can(actor, 'pair people', { cohort })) return NOT_COORDINATOR;
    const over = closedToPairs(cohort);
    if (over) return { errors: { cohort: over.words } };
    const [fileId] = Array.isArray(ask.filled.file) ? ask.filled.file : [];
    const pasted = textIn(ask.filled, 'text');
    if (!fileId && pasted === '') return { errors: { file: NOTHING } };
    if (fileId && pasted !== '') return { errors: { text: BOTH } };
    const lines = fileId ? null : readImportText(pasted);
    if (isRefusal(lines)) return { errors: { text: lines.words } };
    const found = lines && { lines, people: peopleOf(lines) };
    const made: Import = {
      id: deps.newId(),
      workspaceId: ask.workspaceId,
      cohortId: cohort.id,
      by: ask.userId,
      name: '',
      state: found ? 'looking-up' : 'fetching',
      fileId: fileId ?? null,
      trouble: null,
      cursor: null,
      lines: found?.lines.length ?? 0,
      people: found?.people.length ?? 0,
      pairs: null,
      createdAt: ask.now,
      lookedUpAt: null,
    };
    await deps.store.imports.stage(made, found, ask.now);
    deps.wake();
    return { replace: importStaged(cohort) };
  }

  async function accept(ask: ClickAsk): Handled {
    const { workspaceId, userId, now } = ask;
    return answer(ask, async (id) => {
      const decide = (facts: ImportFacts) => acceptImport(facts, userId, now);
      const coming = await deps.store.imports.preview(workspaceId, id, decide);
      if (coming !== null && typeof coming === 'object' && 'pairs' in coming)
        await meetAll(workspaceId, coming.pairs, now);
      return deps.store.imports.accept(workspaceId, id, now, decide);
    });
  }

  /** Meets the people of a large import a few at a time, so that the pairs alone are left for one transaction. */
  async function meetAll(workspaceId: string, pairs: readonly NewPair[], now: number): Promise<void> {
    const people = pairs.flatMap(({ mentor, mentee }) => [mentor, mentee]);
    for (let from = 0; from < people.length; from += MET_AT_ONCE) {
      await deps.store.imports.meet(workspaceId, people.slice(from, from + MET_AT_ONCE), now);
      await othersTurn();
    }
  }

  async function drop(ask: ClickAsk): Handled {
    return answer(ask, (id) => deps.store.imports.change(ask.workspaceId, id, ask.now, dropImport));
  }

  async function again(ask: ClickAsk): Handled {
    return answer(ask, async (id, { cohortId }) => {
      const cohort = await deps.store.cohorts.find(ask.workspaceId, cohortId);
      const over = cohort && closedToPairs(cohort);
      return over ?? deps.store.imports.change(ask.workspaceId, id, ask.now, (found) => checkAgain(found, ask.now));
    });
  }

  /** What somebody says about their own import. The message that asked shows at once what came of it. */
  async function answer(
    ask: ClickAsk,
    act: (id: string, found: Import) => Promise<Import | Refusal | null>,
  ): Promise<Answer | Refusal> {
    const about = readCarried(ask.value, z.object({ i: z.string() }));
    if (isRefusal(about)) return about;
    const staged = await deps.store.imports.find(ask.workspaceId, about.i);
    if (!staged || !can(await actorOf(deps, ask), 'answer the import', { import: staged.import })) return NOT_YOURS;
    const done = await act(about.i, staged.import);
    deps.wake();
    return isRefusal(done) ? done : {};
  }

  async function about(ask: Ask) {
    const { isAdmin, coordinates } = await actorOf(deps, ask);
    return isAdmin || coordinates.length > 0 ? LINES : NOT_COORDINATOR;
  }

  const { submit, closed } = remembered(unsent, about, stage, linesIn);
  return {
    verb,
    personChanged: (ask, person) => deps.store.imports.personChanged(ask.workspaceId, person),
    feature: {
      name: 'import',
      clicks: { 'import.open': openFor, 'import.accept': accept, 'import.drop': drop, 'import.again': again },
      submits: { [FORM]: submit },
      closings: { [FORM]: closed },
    },
  };
}

/** Pasted lines, and where they were to go. A file has to be picked once more: no form can begin with one. */
function linesIn(typed: Filled, { filled }: { filled: Filled }): Filled {
  const { text, cohort = null } = filled;
  return text ? { text, cohort } : 'text' in typed ? { text: null, cohort: null } : {};
}
