import type { Pair } from '../../core/pairing.ts';
import { actions, button, type KnownBlock, mrkdwn, section } from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** Where the two of a pair that has ended find what they wrote down. */
export function afterTheEnd({ pairing, past }: Pair): KnownBlock[] {
  const value = carry({ p: pairing.id, from: 0 });
  return [
    section(mrkdwn`What you kept stays yours: \`/takeaway find\` brings it back.`),
    actions(
      button('takeaway.all', 'All takeaways', { value }),
      ...(past.length > 0 ? [button('meeting.all', 'All meetings', { value })] : []),
    ),
  ];
}
