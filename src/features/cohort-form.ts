import { createHash } from 'node:crypto';
import { z } from 'zod';
import { can } from '../core/access.ts';
import { type Cohort, NEW_COHORT } from '../core/cohort.ts';
import { closedToEdits, cohortMade, editCohort } from '../core/cohort-rules.ts';
import {
  changedMeanwhile,
  type Meanwhile,
  readSettings,
  SETTING_FIELDS,
  type SettingField,
  type TypedSettings,
  typedSettings,
} from '../core/cohort-settings.ts';
import { cannotPair } from '../core/member.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CommandAsk, Feature, Handled, ModalView, SubmitAsk } from '../slack/feature.ts';
import { type Filled, readCarried, textIn, typedText } from '../slack/payload.ts';
import { cohortCreated, editCohortModal, newCohortModal, newSettings } from './cohort-form.view.ts';
import { type ClosedForms, remembered } from './shared/closed-forms.ts';
import type { Hub } from './shared/cohort-hub.ts';
import { changeCohort, cohortOf, NOT_ADMIN } from './shared/cohort-of.ts';
import { actorOf } from './shared/pair-of.ts';
import { zonesFor } from './shared/zones.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'messenger' | 'wake'>;

/** What a form about a cohort that is not there yet is about. */
const NEW = 'new';

/** Setting up a cohort, and giving it other settings. */
export function cohortForm(
  deps: Needs,
  hub: Hub,
  unsent: ClosedForms,
): { feature: Feature; newVerb: (ask: CommandAsk, rest: string) => Handled } {
  async function openNew(ask: Ask, name: string): Handled {
    const actor = await actorOf(deps, ask);
    if (!can(actor, 'create a cohort', 'installation')) return NOT_ADMIN;
    const me = await deps.store.members.find(ask.workspaceId, ask.userId);
    const typed = newSettings(name.trim(), me?.zone ?? '');
    const form = newCohortModal({ typed, zones: zonesFor(me?.zone ?? '') });
    // While the form is filled in there is time to ask Slack who this is; the submission must be answered in three seconds.
    return {
      open: unsent.open(ask.userId, NEW, form, { name: typed.name }),
      later: async () => {
        await meet(ask);
        return {};
      },
    };
  }

  async function create(ask: SubmitAsk): Handled {
    const actor = await actorOf(deps, ask);
    if (!can(actor, 'create a cohort', 'installation')) return NOT_ADMIN;
    const me = (await deps.store.members.find(ask.workspaceId, ask.userId)) ?? (await meet(ask));
    if (isRefusal(me)) return me;
    const typed = typedIn(ask.filled);
    const read = readSettings({ ...typed, zone: typed.zone || me.zone }, ask.now);
    if ('problems' in read) return { errors: read.problems };
    const cohort: Cohort = {
      ...NEW_COHORT,
      ...read.settings,
      state: isTicked(ask.filled, 'draft') ? 'draft' : 'running',
      id: deps.newId(),
      workspaceId: ask.workspaceId,
      createdBy: me.id,
      createdAt: ask.now,
    };
    const made = await deps.store.cohorts.create(cohort, cohortMade(cohort, { by: ask.userId, now: ask.now }));
    if (isRefusal(made)) return { errors: { name: made.words } };
    return { replace: cohortCreated(made, ask.stacked), ...(await below(ask, made.id)) };
  }

  async function openEdit(ask: ClickAsk): Handled {
    const found = await cohortOf(deps, ask, 'run the cohort', ask.value);
    if (isRefusal(found)) return found;
    const form = editing(found.cohort, typedSettings(found.cohort));
    return closedToEdits(found.cohort) ?? { open: unsent.offer(ask.userId, found.cohort.id, form) };
  }

  async function save(ask: SubmitAsk): Handled {
    const about = readCarried(ask.carried, z.object({ c: z.string(), o: z.string() }));
    if (isRefusal(about)) return about;
    const typed = typedIn(ask.filled);
    const read = readSettings(typed, ask.now);
    let meanwhile: Meanwhile | null = null;
    const done = await changeCohort(deps, ask, about.c, 'run the cohort', (cohort, doing) => {
      const closed = closedToEdits(cohort);
      if (closed) return closed;
      meanwhile = changedMeanwhile(typed, typedSettings(cohort), openedWith(about.o));
      if (meanwhile) return CHANGED;
      return 'problems' in read ? UNREADABLE : editCohort(cohort, read.settings, doing);
    });
    if (!isRefusal(done)) {
      deps.wake();
      return below(ask, about.c);
    }
    if (meanwhile && done === CHANGED) return showAnew(ask, about.c, meanwhile);
    if (done === UNREADABLE && 'problems' in read) return { errors: read.problems };
    return done.refused === 'name_taken' ? { errors: { name: done.words } } : done;
  }

  async function showAnew(ask: Ask, id: string, { typed, changed }: Meanwhile): Handled {
    const cohort = await deps.store.cohorts.find(ask.workspaceId, id);
    return cohort ? { replace: editing(cohort, typed, changed) } : CHANGED;
  }

  /** The hub under a form that closes, drawn anew on the page of this cohort. */
  async function below(ask: SubmitAsk, id: string): Promise<{ below?: ModalView }> {
    const view = ask.stacked ? await hub.draw(ask, { c: id }) : null;
    return view ? { below: view } : {};
  }

  /** Asks Slack who the asker is and writes it down. */
  async function meet(ask: Ask) {
    const person = await deps.messenger.person(ask.userId);
    const refusal = cannotPair(person);
    if (refusal || !person) return refusal ?? NOT_ADMIN;
    return deps.store.members.meet(deps.newId(), ask.workspaceId, person, ask.now);
  }

  async function aboutNew(ask: Ask) {
    return can(await actorOf(deps, ask), 'create a cohort', 'installation') ? NEW : NOT_ADMIN;
  }

  async function aboutCohort(ask: Ask & { carried: string }) {
    const found = await cohortOf(deps, ask, 'run the cohort', ask.carried);
    return isRefusal(found) ? found : found.cohort.id;
  }

  const newForm = remembered(unsent, aboutNew, create);
  const editForm = remembered(unsent, aboutCohort, save);
  return {
    newVerb: (ask, rest) => openNew(ask, typedText(rest)),
    feature: {
      name: 'cohort-form',
      clicks: { 'cohort.new': (ask) => openNew(ask, ''), 'cohort.edit': openEdit },
      submits: { 'cohort-new': newForm.submit, 'cohort-edit': editForm.submit },
      closings: { 'cohort-new': newForm.closed, 'cohort-edit': editForm.closed },
    },
  };
}

const CHANGED: Refusal = refuse('changed_meanwhile', 'Somebody changed this cohort meanwhile. Open it once more.');
const UNREADABLE: Refusal = refuse('unreadable_settings', 'Something in this form cannot be read.');

function editing(cohort: Cohort, typed: TypedSettings, changed: readonly SettingField[] = []): ModalView {
  const opened = fingerprints(cohort);
  const look = { typed, zones: zonesFor(typed.zone), version: fingerprint(opened + JSON.stringify(typed)) };
  return editCohortModal(cohort, look, { c: cohort.id, o: opened }, changed);
}

/** What a form was opened with, small enough to travel with it. */
function fingerprints(cohort: Cohort): string {
  const settings = typedSettings(cohort);
  return SETTING_FIELDS.map((field) => fingerprint(settings[field])).join(' ');
}

function openedWith(prints: string): (field: SettingField, text: string) => boolean {
  const each = prints.split(' ');
  return (field, text) => each[SETTING_FIELDS.indexOf(field)] === fingerprint(text);
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

function typedIn(filled: Filled): TypedSettings {
  const days = Array.isArray(filled.workingDays) ? filled.workingDays : [];
  return {
    name: textIn(filled, 'name'),
    startsOn: parseDate(textIn(filled, 'startsOn')) ?? '',
    endsOn: parseDate(textIn(filled, 'endsOn')) ?? '',
    cadenceWeeks: textIn(filled, 'cadenceWeeks'),
    meetingMinutes: textIn(filled, 'meetingMinutes'),
    zone: textIn(filled, 'zone'),
    workingDays: [...days].sort().join(','),
    holidays: linesIn(filled, 'holidays'),
    mentorLimit: textIn(filled, 'mentorLimit'),
    channelId: textIn(filled, 'channelId'),
  };
}

/** As typed, so that lines keep their numbers; empty where there is nothing but space. */
function linesIn(filled: Filled, name: string): string {
  const typed = filled[name];
  return typeof typed === 'string' && typed.trim() !== '' ? typed.replace(/\r\n?/g, '\n') : '';
}

function isTicked(filled: Filled, name: string): boolean {
  const ticked = filled[name];
  return Array.isArray(ticked) && ticked.length > 0;
}
