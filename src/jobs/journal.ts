import type { Deps, Sweep } from '../deps.ts';

/** Fewer pages than that are not worth the disk's time. */
const WORTH_IT = 250;
/** A moment is quiet when nothing was written for so long. */
const QUIET_MS = 50;

/**
 * Takes the journal over into the file at a quiet moment, which takes as long as several writes do: otherwise, once it is long enough, whoever
 * writes next would wait for that as well.
 */
export function takingOver({ store }: Pick<Deps, 'store'>): Sweep {
  let seen = 0;
  return {
    name: 'journal',
    one: async () => {
      const waiting = await store.journal.waiting();
      const isQuiet = waiting === seen;
      seen = waiting;
      if (waiting < WORTH_IT) return false;
      if (!isQuiet) return QUIET_MS;
      await store.journal.takeOver();
      return false;
    },
  };
}
