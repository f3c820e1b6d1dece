import { bareWords, startBare } from './bare.ts';
import { explain, readCommandLine, usage, type Wanted } from './command-line.ts';
import { startDemonstration } from './demonstration.ts';

const NO_PORT = { port: 0 };

await main(process.argv.slice(2));

/** Runs what `npm run sandbox` asks for until SIGINT or SIGTERM; problems are told in words, with the exit code 2 for wrong options, else 1. */
async function main(args: readonly string[]): Promise<void> {
  let wanted: Wanted | undefined;
  try {
    wanted = readCommandLine(args);
    if (wanted.help) return console.log(usage());
    const stop = wanted.bare ? await serveBare(wanted) : await demonstrate(wanted);
    const end = () => void stop().then(() => process.exit(0));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  } catch (problem) {
    const { words, exitCode } = explain(problem, wanted ?? NO_PORT);
    console.error(words);
    process.exitCode = exitCode;
  }
}

/** The embedded Slack alone. Answers how to stop it. */
async function serveBare(wanted: Wanted): Promise<() => Promise<void>> {
  const slack = await startBare(wanted);
  console.log(bareWords(slack));
  return slack.stop;
}

/** The real bot with a cohort of its own. Answers how to stop it. */
async function demonstrate({ port }: Wanted): Promise<() => Promise<void>> {
  console.log('Playing the first six weeks of a cohort, which takes a few seconds …');
  const { slack, stop } = await startDemonstration(port, Date.now());
  console.log(
    `\nCairn is running in a pretend Slack. Open this page:\n\n    ${slack.url}\n\nNothing leaves this machine. Stop it with Ctrl+C.`,
  );
  return stop;
}
