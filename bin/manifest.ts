/**
 * The Slack CLI's `get-manifest` hook (.slack/hooks.json): prints `manifest.yml`, or the file given, as JSON.
 * The CLI adds `--protocol=message-boundaries --boundary=…` and reads only what stands between two boundaries.
 * https://docs.slack.dev/tools/slack-cli/reference/hooks
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { protocol: { type: 'string' }, boundary: { type: 'string' } },
});
const path = positionals[0] ?? fileURLToPath(new URL('../manifest.yml', import.meta.url));
const boundary = values.protocol === 'message-boundaries' ? (values.boundary ?? '') : '';

try {
  const manifest: unknown = parse(readFileSync(path, 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
    throw new Error('it holds no settings');
  }
  process.stdout.write(`${boundary}${JSON.stringify(manifest)}${boundary}\n`);
} catch (err) {
  process.stderr.write(`The app manifest ${path} cannot be used: ${err instanceof Error ? err.message : err}\n`);
  process.exitCode = 1;
}
