import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Reply, textReply } from './http.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The page's libraries, straight from their packages. */
const VENDORED: Record<string, string> = {
  '/vendor/preact.js': 'preact',
  '/vendor/preact-hooks.js': 'preact/hooks',
  '/vendor/htm.js': 'htm',
  '/vendor/marked.js': 'marked',
};

/** A file of the page. Nothing outside of `dir` and of the vendored modules is served, and none of it asks another machine. */
export async function staticFile(dir: string, path: string): Promise<Reply> {
  const vendored = VENDORED[path];
  if (vendored) return file(moduleOf(vendored), withLocalImports);
  const target = normalize(join(dir, path === '/' ? 'index.html' : decoded(path)));
  return target.startsWith(normalize(dir + sep)) ? file(target) : textReply(404, 'Not found');
}

/** The folder of the page that comes with the sandbox. */
export function ownPage(): string {
  return fileURLToPath(new URL('./ui', import.meta.url));
}

/** An address that cannot be decoded names no file. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function file(path: string, change: (text: string) => string = (text) => text): Promise<Reply> {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const headers = {
    'content-type': type,
    'cache-control': 'no-cache',
    'content-security-policy': "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'",
  };
  try {
    const content = await readFile(path);
    const isScript = type.startsWith('text/javascript');
    return { status: 200, headers, body: isScript ? change(content.toString('utf8')) : content };
  } catch {
    return textReply(404, 'Not found');
  }
}

function moduleOf(name: string): string {
  if (name === 'htm')
    return require
      .resolve('htm')
      .replace(/htm(\.m?js)?$/, '')
      .concat('htm.module.js');
  return require.resolve(name);
}

function withLocalImports(text: string): string {
  return text.replace(/(from\s*|import\s*)(["'])preact\2/g, '$1$2/vendor/preact.js$2');
}

const require = createRequire(import.meta.url);
