import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Wanted } from './command-line.ts';
import { isObject } from './json.ts';
import type { Json } from './model.ts';
import { checkManifest } from './rules/index.ts';
import { type Slack, startSlack } from './slack.ts';

/** Starts the embedded Slack alone, for any Bolt app. @throws Error in words, or with the code of the system */
export async function startBare({ port, eventsUrl, manifest }: Wanted): Promise<Slack> {
  return startSlack({
    port,
    ...(manifest === undefined ? {} : { manifest: manifestIn(manifest) }),
    ...(eventsUrl === undefined ? {} : { eventsUrl }),
  });
}

/** What a Bolt app needs in its environment, one a line, and where the page is. */
export function bareWords(slack: Slack): string {
  return [
    `SLACK_API_URL=${slack.apiUrl}`,
    `SLACK_BOT_TOKEN=${slack.botToken}`,
    `SLACK_APP_TOKEN=${slack.appToken}`,
    `SLACK_SIGNING_SECRET=${slack.signingSecret}`,
    `\nThe page: ${slack.url}\nStop it with Ctrl+C.`,
  ].join('\n');
}

/** YAML or JSON: JSON is YAML. @throws Error in words */
function manifestIn(path: string): Json {
  const manifest: unknown = parse(readFileSync(path, 'utf8'));
  if (!isObject(manifest)) throw new Error(`${path} holds no app manifest`);
  const problems = checkManifest(manifest).map(({ pointer, message }) => `  ${pointer}: ${message}`);
  if (problems.length > 0) throw new Error(`Slack would refuse ${path}:\n${problems.join('\n')}`);
  return manifest;
}
