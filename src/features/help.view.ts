import { type Message, message, mrkdwn, section } from '../slack/kit.ts';
import { commandsForPairs } from './shared/commands.view.ts';

/** What somebody hears who writes to the app as if it were a person. */
export function help(): Message {
  return message(
    section(mrkdwn`I am glad you write, but I only understand buttons and commands:`),
    commandsForPairs(),
    section(
      mrkdwn`In the menu of any message, under “More message shortcuts”, you can add it to the agenda, make it a commitment, or keep it as a takeaway.`,
    ),
    section(mrkdwn`The Home tab above has all of it in one place.`),
  );
}
