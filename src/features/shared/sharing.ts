import type { Sharing } from '../../core/takeaway-rules.ts';
import { type Filled, textIn } from '../../slack/payload.ts';

/** Who may see a takeaway, as it was picked: the two of the pair unless the form says something else. */
export function readSharing(filled: Filled): Sharing {
  const more = Array.isArray(filled.more) ? filled.more : [];
  return {
    audience: textIn(filled, 'audience') === 'cohort' ? 'cohort' : 'pair',
    named: more.includes('named'),
    quotes: more.includes('quotes'),
  };
}
