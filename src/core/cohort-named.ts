import type { Cohort } from './cohort.ts';

/** What makes two names of cohorts the same: neither case, the spaces around them nor the way in which a letter is written. */
export function cohortKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/**
 * The cohorts that somebody means who typed a name, with or without `in` before it and quotes around it: the one of this name, else those whose name
 * begins with it. All of them when nothing was typed.
 */
export function cohortsNamed<Named extends Pick<Cohort, 'name'>>(cohorts: readonly Named[], typed: string): Named[] {
  const keys = readings(typed);
  const exact = cohorts.filter(({ name }) => keys.includes(cohortKey(name)));
  return exact.length > 0 ? exact : cohorts.filter(({ name }) => keys.some((key) => cohortKey(name).startsWith(key)));
}

/** A cohort may be called “In Touch”, so what was typed may be its name, the word `in` and all. */
function readings(typed: string): string[] {
  const key = cohortKey(typed);
  const behindIn = key.replace(/^(in|into)(\s+|$)/, '');
  const unquoted = [key, behindIn].map((each) => each.replace(/^["'“”„«‘](.+)["'“”»’]$/, '$1').trim());
  return [...new Set([key, behindIn, ...unquoted])];
}
