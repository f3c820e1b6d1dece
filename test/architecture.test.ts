import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const sources = filesUnder('src').filter((path) => path.endsWith('.ts'));
const tests = filesUnder('test').filter((path) => path.endsWith('.ts'));

/** Who may import whom: a folder (or file), what it may reach inside src/, and why. The first rule that fits a file counts. */
const DIRECTIONS: { who: RegExp; may: RegExp; because: string }[] = [
  { who: /^src\/core\//, may: /^src\/core\//, because: 'rules are pure: no I/O, no SDK, no SQL can reach them' },
  { who: /^src\/calendar\//, may: /^src\/(calendar|core)\//, because: 'an adapter knows the nouns and nothing else' },
  { who: /^src\/store\//, may: /^src\/(store|core)\//, because: 'an adapter knows the nouns and nothing else' },
  {
    who: /^src\/slack\//,
    may: /^src\/(slack|core)\/|^src\/(deps|log)\.ts$/,
    because: 'the way to Slack knows no feature',
  },
  {
    who: /^src\/features\/.*\.view\.ts$/,
    may: /^src\/core\/|^src\/slack\/(kit|form|notice|payload)\.ts$|^src\/calendar\/calendar\.ts$|^src\/features\/shared\/.*\.view\.ts$/,
    because: 'a view is a pure function of state',
  },
  {
    who: /^src\/features\/index\.ts$/,
    may: /^src\/(features|core|slack)\/|^src\/deps\.ts$/,
    because: 'the list of features is the one file that knows them all',
  },
  {
    who: /^src\/features\/shared\//,
    may: /^src\/(core|slack|features\/shared)\/|^src\/deps\.ts$/,
    because: 'what several features share belongs to none of them',
  },
  {
    who: /^src\/jobs\//,
    may: /^src\/(jobs|core)\/|^src\/(deps|log)\.ts$/,
    because: 'the ticker knows sweeps, not what they sweep',
  },
  {
    who: /^src\/sandbox\//,
    may: /^src\/sandbox\/|^src\/(app|config|log)\.ts$/,
    because: 'the embedded Slack shares no code with the bot, so that it cannot agree with it by sharing its mistakes',
  },
  {
    who: /^src\/(config|log|log\.scrub|system-clock)\.ts$/,
    may: /^src\/(log\.scrub|log|config|deps)\.ts$/,
    because: 'the ground stands on nothing',
  },
];

/** What may stand only here, and why. */
const ONLY_HERE: { what: RegExp; where: RegExp; because: string }[] = [
  {
    what: /process\.env/,
    where: /^src\/(config\.ts|sandbox\/)/,
    because: 'settings are read in one place, all at once',
  },
  {
    what: /Date\.now\(\)|new Date\(\)/,
    where: /^src\/(system-clock\.ts|sandbox\/)/,
    because: 'time is a value that the shell passes in',
  },
  {
    what: /better-sqlite3/,
    where: /^src\/store\/sqlite\//,
    because: 'the database can be changed by changing one folder',
  },
  { what: /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b/, where: /^src\/store\//, because: 'all SQL is under store/' },
  {
    what: /\.(chat|views|conversations|users|files|auth)\.(post|update|delete|open|push|publish|info|list|lookup|history|upload|test)[A-Za-z0-9]*\(/,
    where: /^src\/(slack\/(messenger|directory)\.ts|sandbox\/)/,
    because: 'the messenger and the directory are the only ways out to Slack',
  },
  {
    what: /\back\(/,
    where: /^src\/(slack\/listen\.ts|sandbox\/)/,
    because: 'one place acknowledges, so that nothing is acknowledged twice or late',
  },
  { what: /sandbox/i, where: /^src\/(sandbox\/|config\.ts)/, because: 'nothing in the bot knows the embedded Slack' },
];

describe('the shape of the code', () => {
  test.each(sources.map((path) => [path]))('%s imports only what its place allows', (path) => {
    const wrong = importsOf(path).flatMap((target) => {
      const rule = DIRECTIONS.find((each) => each.who.test(path));
      if (rule && target.startsWith('src/') && !rule.may.test(target)) return [`${target}: ${rule.because}`];
      if (target.startsWith('src/sandbox/') && !path.startsWith('src/sandbox/'))
        return [`${target}: nobody but tests imports the embedded Slack`];
      return [];
    });
    expect(wrong).toEqual([]);
  });

  test('a feature never imports another feature', () => {
    const features = sources.filter((path) => /^src\/features\/[^/]+\.ts$/.test(path) && !path.endsWith('index.ts'));
    const wrong = features.flatMap((path) =>
      importsOf(path)
        .filter((target) => /^src\/features\/[^/]+\.ts$/.test(target))
        .filter((target) => target.replace('.view.ts', '.ts') !== path)
        .map((target) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing imports in a circle', () => {
    expect(circles()).toEqual([]);
  });

  test.each(ONLY_HERE)('$what stands only where it belongs: $because', ({ what, where }) => {
    const wrong = sources.filter((path) => !where.test(path) && what.test(codeOf(path)));
    expect(wrong).toEqual([]);
  });

  test('no test replaces a module: what needs that is in the wrong layer', () => {
    const wrong = tests.filter(
      (path) => !path.endsWith('architecture.test.ts') && /\bvi\.(mock|doMock)\b/.test(read(path)),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing is exported by default, so that one thing has one name', () => {
    expect(sources.filter((path) => /^export default/m.test(read(path)))).toEqual([]);
  });
});

function importsOf(path: string): string[] {
  const found = [...read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');
  return found.map((target) => relative(ROOT, join(ROOT, dirname(path), target)));
}

/** Circles of imports that exist at run time; importing a type is none. */
function circles(): string[] {
  const graph = new Map(sources.map((path) => [path, runtimeImportsOf(path)]));
  const done = new Set<string>();
  const found: string[] = [];
  function walk(path: string, trail: string[]): void {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of graph.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  }
  for (const path of sources) walk(path, []);
  return found;
}

function runtimeImportsOf(path: string): string[] {
  const statements = [...read(path).matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s*'(\.[^']+)'/gms)];
  return statements
    .filter((match) => !/^(?:import|export)\s*\{(?:\s*type\s[^,}]+,?)*\s*\}/.test(match[0]))
    .map((match) => relative(ROOT, join(ROOT, dirname(path), match[1] ?? '')));
}

/** The code without its comments. */
function codeOf(path: string): string {
  return read(path)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}
