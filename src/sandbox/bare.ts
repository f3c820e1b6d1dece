import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { isObject } from './json.ts';
import type { Json } from './model.ts';
import { checkManifest } from './rules/index.ts';
import { startSlack } from './slack.ts';

const USAGE =
  'npm run sandbox -- --bare [--port 4390] [--events-url http://localhost:3000/slack/events] [--manifest manifest.yml]';
const USUAL_PORT = 4390;

/**
 * The embedded Slack alone, for any Bolt app, until SIGINT or SIGTERM. Prints what the app needs in its environment.
 * `args` are those of the command line; problems are told in words and end the process with status 1.
 */
export async function runBare(args: readonly string[]): Promise<void> {
  try {
    const { port, eventsUrl, manifest } = settingsOf(args);
    const slack = await startSlack({
      port,
      ...(manifest ? { manifest } : {}),
      ...(eventsUrl === undefined ? {} : { eventsUrl }),
    });
    console.log(`SLACK_API_URL=${slack.apiUrl}`);
    console.log(`SLACK_BOT_TOKEN=${slack.botToken}`);
    console.log(`SLACK_APP_TOKEN=${slack.appToken}`);
    console.log(`SLACK_SIGNING_SECRET=${slack.signingSecret}`);
    console.log(`\nThe page: ${slack.url}\nStop it with Ctrl+C.`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void slack.stop().then(() => process.exit(0)));
    }
  } catch (problem) {
    console.error(wordsFor(problem));
    process.exitCode = 1;
  }
}

function settingsOf(args: readonly string[]): {
  port: number;
  eventsUrl: string | undefined;
  manifest: Json | undefined;
} {
  const { values } = parseArgs({
    args: [...args],
    options: {
      bare: { type: 'boolean' },
      port: { type: 'string' },
      'events-url': { type: 'string' },
      manifest: { type: 'string' },
    },
  });
  const port = Number(values.port ?? USUAL_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes a number up to 65535, not ${values.port}`);
  const eventsUrl = values['events-url'];
  if (eventsUrl !== undefined && !URL.canParse(eventsUrl))
    throw new Error(`--events-url takes an address, not ${eventsUrl}`);
  return { port, eventsUrl, manifest: values.manifest === undefined ? undefined : manifestIn(values.manifest) };
}

/** YAML or JSON: JSON is YAML. @throws Error in words */
function manifestIn(path: string): Json {
  const manifest: unknown = parse(readFileSync(path, 'utf8'));
  if (!isObject(manifest)) throw new Error(`${path} holds no app manifest`);
  const problems = checkManifest(manifest).map(({ pointer, message }) => `  ${pointer}: ${message}`);
  if (problems.length > 0) throw new Error(`Slack would refuse ${path}:\n${problems.join('\n')}`);
  return manifest;
}

function wordsFor(problem: unknown): string {
  const code = (problem as { code?: string }).code;
  if (code === 'EADDRINUSE') return 'That port is taken. Choose another one with --port.';
  if (code?.startsWith('ERR_PARSE_ARGS')) return `${(problem as Error).message}\nUsage: ${USAGE}`;
  return problem instanceof Error ? problem.message : String(problem);
}
