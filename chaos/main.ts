import { parseArgs } from 'node:util';
import { createChance } from './chance.ts';
import { type Outcome, play } from './story.ts';

const USAGE = `npm run chaos [-- --crashes <n>] [--seed <n>] [--minutes <n>]

Plays weeks of a small programme against an embedded Slack while everything goes wrong: the bot is killed again and again, answers are
lost, deliveries come twice. Then it compares what was planned, what Slack accepted and what the bot believes.
  --crashes  how often the bot is killed; 40 unless given
  --minutes  goes on for so long instead, or until so many crashes when both are given
  --seed     a number that decides what happens; moments still differ from run to run, as they do in life
The last line tells what was lost and what was repeated; anything but 0 and 0 ends with exit code 1.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      crashes: { type: 'string' },
      minutes: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const seed = numberOf('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31);
  const minutes = numberOf('minutes', values.minutes);
  const crashes = numberOf('crashes', values.crashes) ?? (minutes === undefined ? 40 : Infinity);
  console.log(`seed ${seed}`);
  const length = {
    crashes,
    minutes: minutes ?? Infinity,
    slow: Math.ceil(Math.min(crashes / 20, (minutes ?? Infinity) * 2)),
  };
  const outcome = await play(createChance(seed), length, (words) => console.log(words));
  report(outcome, seed);
  return outcome.lost.length + outcome.repeated.length + outcome.falls === 0 ? 0 : 1;
}

function numberOf(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given);
  if (!(number >= 0)) throw new Error(`--${name} takes a number, and ${given} is none.\n\n${USAGE}`);
  return number;
}

function report(outcome: Outcome, seed: number): void {
  const days = Math.round(outcome.span / (24 * 60 * 60_000));
  console.log(`\n${days} days, ${outcome.deeds} deeds of people, ${outcome.posts} messages accepted by Slack`);
  table('The bot was killed', outcome.kills);
  table('What went wrong', outcome.mishaps);
  table('What became of what was planned', outcome.states);
  table('What the bot complained of', outcome.complaints);
  if (outcome.failedStarts > 0) console.log(`\nStarts that failed for want of Slack: ${outcome.failedStarts}`);
  for (const [what, findings] of [['LOST', outcome.lost] as const, ['REPEATED', outcome.repeated] as const]) {
    for (const { key, words } of findings) {
      console.log(`\n${what}: ${words}`);
      if (key) for (const line of [`  key ${key}`, ...outcome.historyOf(key)]) console.log(`  ${line}`);
    }
  }
  if (outcome.falls > 0) console.log(`\nThe bot ended by itself ${outcome.falls} times, which it never should.`);
  if (outcome.folder)
    console.log(`\nThe database and the whole history are kept in ${outcome.folder}; this was seed ${seed}.`);
  console.log(`\n${outcome.crashes} crashes: ${outcome.lost.length} lost, ${outcome.repeated.length} repeated`);
}

function table(title: string, counts: ReadonlyMap<string, number>): void {
  if (counts.size === 0) return;
  console.log(`\n${title}:`);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  for (const [what, count] of sorted) console.log(`${String(count).padStart(6)}  ${what}`);
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exit(1);
}
