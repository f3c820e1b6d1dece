import { join, type KnownBlock, mrkdwn, section } from '../../slack/kit.ts';

/** What the two of a pair can type, with what each command is for. */
export function commandsForPairs(): KnownBlock {
  return section(
    join([
      mrkdwn`\`/pairing\` shows how you and your mentor or mentee stand.`,
      mrkdwn`\`/book\` suggests a time for your next meeting.`,
      mrkdwn`\`/agenda\` prepares it; \`/agenda <what to talk about>\` adds one item.`,
      mrkdwn`\`/commit <what>\` writes down what one of you will do, and I ask on the day.`,
      mrkdwn`\`/takeaway <what you learned>\` keeps it; \`/takeaway find <words>\` brings it back.`,
    ]),
  );
}
