import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cairn-bin-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

function node(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('a Node that is too old', () => {
  /** Runs the check as the first thing in a Node that says it is of that version. */
  const startOn = (version: string) => {
    const disguise = file(
      `node-${version}.cjs`,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
    );
    return node('--require', disguise, '--require', './bin/require-node.cjs', '--print', '"started"');
  };

  it.each(['0.10.48', '18.20.8', '20.20.2', '22.0.0', '22.17.1', '23.5.0'])(
    '%s is told what to do, in one sentence',
    (version) => {
      expect(startOn(version)).toEqual({
        status: 1,
        stdout: '',
        stderr: `Cairn needs Node 22.18 or newer, and this is Node ${version}: run \`npm ci\` with dev dependencies, which brings Node 24 for the npm commands, or install Node 24 from nodejs.org.\n`,
      });
    },
  );

  it.each(['22.18.0', '23.6.0', '24.0.0', '24.21.0', '26.1.0'])('%s is not', (version) => {
    expect(startOn(version)).toEqual({ status: 0, stdout: 'started\n', stderr: '' });
  });
});

describe('the manifest hook', () => {
  const yaml =
    'display_information:\n  name: Cairn # shown in Slack\nsettings:\n  socket_mode_enabled: true\nlist: [1, "two: 2"]\n';
  const json = '{"display_information":{"name":"Cairn"},"settings":{"socket_mode_enabled":true},"list":[1,"two: 2"]}';

  it('prints the YAML as JSON', () => {
    expect(node('bin/manifest.ts', file('manifest.yml', yaml))).toEqual({ status: 0, stdout: `${json}\n`, stderr: '' });
  });

  it('sets it between boundaries when the Slack CLI asks for that', () => {
    const { stdout } = node(
      'bin/manifest.ts',
      file('manifest.yml', yaml),
      '--protocol=message-boundaries',
      '--boundary=b0b0',
    );
    expect(stdout).toBe(`b0b0${json}b0b0\n`);
  });

  it('passes over flags that it does not know', () => {
    const { stdout } = node(
      'bin/manifest.ts',
      '--sdk-slack-dev-domain=dev.slack.com',
      file('manifest.yml', yaml),
      '--protocol=other',
      '--boundary=b0b0',
    );
    expect(stdout).toBe(`${json}\n`);
  });

  it.each([
    ['is not there', 'missing.yml', undefined, /missing\.yml cannot be used: ENOENT/],
    ['is not YAML', 'broken.yml', 'a: [1, 2\nb: }', /broken\.yml cannot be used: .+ at line \d/],
    ['is empty', 'empty.yml', '# nothing\n', /empty\.yml cannot be used: it holds no settings/],
    ['is a list', 'list.yml', '- 1\n', /list\.yml cannot be used: it holds no settings/],
  ])('fails with a sentence when the file %s', (_, name, text, words) => {
    const path = text === undefined ? join(directory, name) : file(name, text);
    const { status, stdout, stderr } = node('bin/manifest.ts', path);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('.slack/hooks.json', () => {
  const { hooks, config } = JSON.parse(readFileSync(join(root, '.slack/hooks.json'), 'utf8'));
  const run = (command: string, ...added: string[]) =>
    spawnSync('sh', ['-c', [command, ...added].join(' ')], { cwd: root, encoding: 'utf8' });

  it('gets the rest of its hooks from Slack’s own package, which leaves the connection to Cairn', () => {
    const answer = JSON.parse(run(hooks['get-hooks']).stdout);
    expect(Object.keys(answer.hooks)).toEqual(
      expect.arrayContaining(['get-manifest', 'start', 'doctor', 'check-update']),
    );
    expect(answer.config).toMatchObject({ 'sdk-managed-connection-enabled': true });
  });

  it('prints the manifest on the Node of the project, as the Slack CLI calls it', () => {
    const manifest = file('hook.yml', 'display_information: { name: Cairn }\n');
    const { stdout } = run(hooks['get-manifest'], manifest, '--protocol=message-boundaries', '--boundary=b0b0');
    expect(stdout).toBe('b0b0{"display_information":{"name":"Cairn"}}b0b0\n');
  });

  it('starts Cairn with the script that people use', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(hooks.start).toBe('npm start --silent');
    expect(scripts.start).toMatch(/src\/main\.ts$/);
  });

  it('reinstalls when the manifest changes, and never starts a second Cairn beside the first', () => {
    // The Slack CLI interrupts only the shell around `npm start`, and Cairn would live on next to its successor.
    expect(config.watch).toEqual({ app: { paths: [] }, manifest: { paths: ['manifest.yml'] } });
  });
});
