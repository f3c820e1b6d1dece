import { type Need, type Suggestion, suggestionFor } from '../../core/attention.ts';
import { cut } from '../../slack/kit.ts';

/** Names and Slack user ids by our ids. */
export type Names = ReadonlyMap<string, { userId: string; name: string }>;

/** A pair that needs a human, in words. Names are cut. */
export type NeedInWords = { mentee: string; mentor: string; reason: string; suggestion: string };

const NAME_LENGTH = 40;

const SUGGESTIONS: Record<Suggestion, string> = {
  'get-in-touch': 'Get in touch with them',
  'new-mentor': 'Find a new mentor',
  'new-mentee': 'Find a new mentee',
  end: 'End this pairing',
  'answer-proposal': 'Ask them to answer the offer',
  'ask-both': 'Ask both what holds them up',
  'ask-to-go-on': 'Ask when they want to go on',
};

/** One row of what needs a human. */
export function needInWords(need: Need, names: Names): NeedInWords {
  const named = (id: string) => cut(names.get(id)?.name.trim() || 'Somebody', NAME_LENGTH);
  return {
    mentee: named(need.menteeId),
    mentor: named(need.mentorId),
    reason: reasonFor(need),
    suggestion: SUGGESTIONS[suggestionFor(need)],
  };
}

/** The same in one line of plain text. */
export function needLine({ mentee, mentor, reason, suggestion }: NeedInWords): string {
  return `${mentee}, mentored by ${mentor}: ${reason}. ${suggestion}.`;
}

function reasonFor({ reason, gone, days, help, menteeId }: Need): string {
  switch (reason) {
    case 'asked-for-help':
      return `${help?.by === menteeId ? 'Mentee' : 'Mentor'} asked for help`;
    case 'unreachable':
      return gone === 'both' ? 'Both deactivated' : `${gone === 'mentor' ? 'Mentor' : 'Mentee'} deactivated`;
    case 'no-first-meeting':
      return `No first meeting in ${days} working days`;
    case 'nothing-booked':
      return `Nothing booked in ${days} days`;
    default:
      reason satisfies never;
      return '';
  }
}
