import { type Message, message, mrkdwn, section } from '../slack/kit.ts';

/** What somebody hears who writes to the app as if it were a person. */
export function help(): Message {
  return message(
    section(mrkdwn`I am glad you write, but I only understand buttons and commands:`),
    section(
      mrkdwn`\`/pairing\` shows how you and your mentor or mentee stand.\n\`/book\` suggests a time for your next meeting.`,
    ),
    section(mrkdwn`The Home tab above has all of it in one place.`),
  );
}
