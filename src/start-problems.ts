import { ConfigError } from './config.ts';
import { AppTokenError } from './slack/links.ts';
import { isSlackError, reasonOf } from './slack/messenger.ts';
import { StoreError } from './store/error.ts';

const NEW_TOKEN =
  'Slack does not accept SLACK_BOT_TOKEN. Copy it again from your app’s page, under "OAuth & Permissions".';
const INSTALL_AGAIN = 'Install the app again from its page, under "Install App".';

const SLACK_SAYS: Record<string, string> = {
  invalid_auth: NEW_TOKEN,
  not_authed: NEW_TOKEN,
  account_inactive: `The app was removed from the workspace. ${INSTALL_AGAIN}`,
  token_revoked: `The bot token was revoked. ${INSTALL_AGAIN}`,
  missing_scope: 'The app lacks a permission. Update it from manifest.yml and install it again.',
};

/** Why Cairn could not start, in words and with what to do; never a token. A defect of ours is told with its stack, for whoever mends it. */
export function explain(error: unknown): string {
  if ([ConfigError, StoreError, AppTokenError].some((kind) => error instanceof kind)) return (error as Error).message;
  if (!isSlackError(error)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const reason = reasonOf(error);
  return (
    SLACK_SAYS[reason] ?? `Slack could not be reached (${reason}). Check the network, and SLACK_API_URL if you set it.`
  );
}
