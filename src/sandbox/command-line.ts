import { parseArgs } from 'node:util';

const USUAL_PORT = 4390;
const HIGHEST_PORT = 65_535;
const USAGE = [
  'Usage: npm run sandbox -- [--port 4390]',
  '       npm run sandbox -- --bare [--port 4390] [--events-url http://localhost:3000/slack/events] [--manifest manifest.yml]',
].join('\n');

/** What somebody asks for who starts the sandbox. `manifest` is the path of a file. */
export type Wanted = { bare: boolean; help: boolean; port: number; eventsUrl?: string; manifest?: string };

/** Options that there are not, or that make no sense. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Reads the options of `npm run sandbox --`. @throws UsageError in words */
export function readCommandLine(args: readonly string[]): Wanted {
  const { port: wantedPort, 'events-url': eventsUrl, manifest, bare = false, help = false } = parse(args);
  const port = Number(wantedPort ?? USUAL_PORT);
  if (wantedPort?.trim() === '' || !Number.isInteger(port) || port < 0 || port > HIGHEST_PORT)
    throw new UsageError(`--port takes a number up to ${HIGHEST_PORT}, not ${wantedPort || 'nothing'}.`);
  if (eventsUrl !== undefined && !URL.canParse(eventsUrl))
    throw new UsageError(`--events-url takes an address, not ${eventsUrl}.`);
  if (!bare && (eventsUrl !== undefined || manifest !== undefined))
    throw new UsageError('--events-url and --manifest are for the pretend Slack alone: add --bare.');
  return { bare, help, port, ...(eventsUrl && { eventsUrl }), ...(manifest && { manifest }) };
}

/** What to read: how the sandbox is started. */
export function usage(): string {
  return USAGE;
}

/** A problem of starting in words, and the exit code: 2 for wrong options, else 1. */
export function explain(problem: unknown, { port }: { port: number }): { words: string; exitCode: 1 | 2 } {
  if (problem instanceof UsageError) return { words: `${problem.message}\n${USAGE}`, exitCode: 2 };
  if (!(problem instanceof Error)) return { words: String(problem), exitCode: 1 };
  const { code } = problem as { code?: string };
  if (code === 'EADDRINUSE') return { words: `Port ${port} is taken. Choose another one with --port.`, exitCode: 1 };
  if (code === 'EACCES')
    return { words: `This machine does not let you use port ${port}. Choose a higher one with --port.`, exitCode: 1 };
  return { words: problem.message, exitCode: 1 };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        bare: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string' },
        'events-url': { type: 'string' },
        manifest: { type: 'string' },
      },
    }).values;
  } catch (problem) {
    const [sentence] = (problem as Error).message.split(/\.? (?:To specify|This command)|\n/);
    throw new UsageError(`${sentence?.replace(/\.$/, '')}.`);
  }
}
