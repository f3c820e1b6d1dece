import type { Changes } from './changes.ts';
import type { AcceptedPost, ApiCallEntry, EnvelopeEntry } from './model.ts';

/** The inspector: what went to the app, what the app called, and every message that was accepted. */
export interface Log {
  /** Oldest first; the newest 1,000 are kept. */
  readonly envelopes: readonly EnvelopeEntry[];
  readonly calls: readonly ApiCallEntry[];
  /** Every accepted post since the start. */
  readonly posts: readonly AcceptedPost[];
  /** The entry stays the sender's to complete; `changed` tells of it. */
  envelope(entry: Omit<EnvelopeEntry, 'seq'>): EnvelopeEntry;
  changed(entry: EnvelopeEntry): void;
  call(entry: Omit<ApiCallEntry, 'seq'>): ApiCallEntry;
  post(post: AcceptedPost): void;
}

const KEPT = 1_000;

export function createLog(changes: Changes): Log {
  const envelopes: EnvelopeEntry[] = [];
  const calls: ApiCallEntry[] = [];
  const posts: AcceptedPost[] = [];
  return {
    envelopes,
    calls,
    posts,
    envelope(entry) {
      const numbered = { ...entry, seq: changes.seq + 1 };
      keep(envelopes, numbered);
      changes.tell({ type: 'envelope', entry: numbered });
      return numbered;
    },
    changed: (entry) => changes.tell({ type: 'envelope', entry }),
    call(entry) {
      const numbered = { ...entry, seq: changes.seq + 1 };
      keep(calls, numbered);
      changes.tell({ type: 'call', entry: numbered });
      return numbered;
    },
    post: (post) => void posts.push(post),
  };
}

function keep<T>(entries: T[], entry: T): void {
  entries.push(entry);
  if (entries.length > 1.2 * KEPT) entries.splice(0, entries.length - KEPT);
}
