import type { Member } from '../../core/member.ts';
import type { Pair } from '../../core/pairing.ts';
import type { Sharing } from '../../core/takeaway-rules.ts';
import { checkField, radioField } from '../../slack/form.ts';
import type { KnownBlock } from '../../slack/kit.ts';

/** What a takeaway is shared like before anybody says something else. */
export const PRIVATE: Sharing = { audience: 'pair', named: true, quotes: false };

/** The fields for who may see a takeaway. */
export function sharingFields(pair: Pair, partner: Member, label: string, now: Sharing): KnownBlock[] {
  const of = pair.pairing.id;
  return [
    radioField({
      name: 'audience',
      of,
      label,
      choices: [
        { label: 'Only the two of us', value: 'pair' },
        { label: `The whole cohort ${pair.cohort.name}`, value: 'cohort' },
      ],
      value: now.audience,
    }),
    checkField({
      name: 'more',
      of,
      label: 'If the cohort sees it',
      hint: 'Whom you quote is told, and can keep it between the two of you.',
      optional: true,
      choices: [
        { label: 'Show my name', value: 'named' },
        { label: `It quotes ${partner.name}`, value: 'quotes' },
      ],
      values: [...(now.named ? ['named'] : []), ...(now.quotes ? ['quotes'] : [])],
    }),
  ];
}
