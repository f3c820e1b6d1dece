import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { manifest } from './support/world.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const under = (folder: string) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md'));

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...under('docs/decisions').map((name) => `docs/decisions/${name}`),
];
const readme = read('README.md');

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
  });

  test('links to headings that it has', () => {
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? ''));
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !headings.includes(link))).toEqual([]);
  });

  test('names files and scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !scripts[name])).toEqual([]);
    const files = [...text.matchAll(/`((?:src|test|docs|bin|bench)\/[\w./-]+\.\w+)`/g)].map((match) => match[1] ?? '');
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('the README', () => {
  test('has every slash command in its table', () => {
    const commands = manifest.features.slash_commands.map((each: { command: string }) => each.command);
    expect(commands.filter((command: string) => !readme.includes(`\n| \`${command}`))).toEqual([]);
  });

  test('has every folder of src in its map', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !readme.includes(`\n  ${name}/ `))).toEqual([]);
  });

  test('has every folder of the project in its map', () => {
    const folders = read('tsconfig.json').match(/"include": \[([^\]]*)\]/)?.[1] ?? '';
    const named = [...folders.matchAll(/"(\w+)/g)].map((match) => match[1] ?? '');
    expect(named).toContain('chaos');
    expect(named.filter((name) => !readme.includes(`\n${name}/ `) && !readme.includes(`\n${name}/\n`))).toEqual([]);
  });

  test('has every setting of .env.example in its table', () => {
    const settings = [...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1] ?? '');
    expect(settings).toContain('SLACK_BOT_TOKEN');
    expect(settings.filter((name) => !readme.includes(`\n| \`${name}\``))).toEqual([]);
  });

  test('links to every decision', () => {
    const decisions = under('docs/decisions');
    expect(decisions.length).toBeGreaterThan(7);
    expect(decisions.filter((name) => !readme.includes(`(docs/decisions/${name})`))).toEqual([]);
  });
});

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');
}
