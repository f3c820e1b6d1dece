import type { Conversation, User } from './model.ts';

/** Names that typed and stored text refers to. */
export interface Names {
  user(idOrHandle: string): User | undefined;
  conversation(idOrName: string): Conversation | undefined;
}

const LONGEST_TEXT = 40_000;
/** An @handle or #channel that stands by itself: not in an address, not after `<`. */
const REFERENCE = /(?<![\w@/<])@[\w.-]*\w|(?<![\w#&/<])#[\w-]+/g;
const CONTROL = /<(?:[@#!][^<>\n]*|(?:https?|mailto|tel|slack):[^<>\n]*)>/g;
const ADDRESS = /\bhttps?:\/\/[^\s<>|"']*[^\s<>|"'.,;:!?)\]}]/g;

/**
 * Text from the API as Slack stores it: `&`, `<` and `>` outside of Slack's own `<…>` forms as entities, plain addresses
 * as links, cut off after 40,000 characters. https://docs.slack.dev/messaging/formatting-message-text
 */
export function storedText(text: string, link: boolean): string {
  const control = (match: string) => match;
  return aroundMatches(
    text.slice(0, LONGEST_TEXT),
    CONTROL,
    (plain) => (link ? linked(escapeOnce(plain)) : escapeOnce(plain)),
    control,
  );
}

/** Text as a person types it into a Slack client: everything escaped, known @handles and #channels as references, addresses as links. */
export function typedText(text: string, names: Names): string {
  return aroundMatches(text, new RegExp(`${REFERENCE.source}|${ADDRESS.source}`, 'g'), escaped, (typed) => {
    if (/^https?:/.test(typed)) return `<${escaped(typed)}>`;
    if (/^@(here|channel|everyone)$/.test(typed)) return `<!${typed.slice(1)}>`;
    return referenceTo(typed, names, false) ?? escaped(typed);
  });
}

/** The text of a slash command declared with `should_escape`: names become `<@U…|name>` and `<#C…|name>`. */
export function commandText(text: string, names: Names, shouldEscape: boolean): string {
  if (!shouldEscape) return text;
  const same = (plain: string) => plain;
  return aroundMatches(text, REFERENCE, same, (typed) => referenceTo(typed, names, true) ?? typed);
}

/** Stored text as somebody reads it: mentions as @handle, links as their label, dates as their fallback, entities resolved. */
export function readableText(text: string, names: Names): string {
  return text
    .replace(/<([^<>\n]+)>/g, (_, inside: string) => readableControl(inside, names))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Addresses of the links in stored text. */
export function linksOf(text: string): string[] {
  return [...text.matchAll(/<((?:https?|mailto):[^<>|\n]+)(?:\|[^<>\n]*)?>/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  );
}

/** Ids of the people mentioned in stored text. */
export function mentionsOf(text: string): string[] {
  return [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map((match) => match[1] ?? '');
}

/** The text with each match changed in one way and everything between them in another. */
function aroundMatches(
  text: string,
  pattern: RegExp,
  between: (plain: string) => string,
  matched: (match: string) => string,
): string {
  let changed = '';
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    changed += between(text.slice(from, match.index)) + matched(match[0]);
    from = match.index + match[0].length;
  }
  return changed + between(text.slice(from));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function linked(text: string): string {
  return text.replace(ADDRESS, (address) => `<${address}>`);
}

function escapeOnce(text: string): string {
  return text
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** `@ada` → `<@U1>`, `#general` → `<#C1|>`; with their names for commands. */
function referenceTo(typed: string, names: Names, withName: boolean): string | undefined {
  if (typed.startsWith('#')) {
    const channel = names.conversation(typed.slice(1));
    return channel && `<#${channel.id}|${withName ? channel.name : ''}>`;
  }
  const user = names.user(typed.slice(1));
  return user && `<@${user.id}${withName ? `|${user.name}` : ''}>`;
}

function readableControl(inside: string, names: Names): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (target.startsWith('@')) return `@${names.user(target.slice(1))?.name ?? (label || target.slice(1))}`;
  if (target.startsWith('#')) return `#${names.conversation(target.slice(1))?.name ?? (label || target.slice(1))}`;
  if (target.startsWith('!date^')) return label;
  if (target.startsWith('!subteam^')) return label || `@${target.slice('!subteam^'.length)}`;
  if (target.startsWith('!')) return `@${label || target.slice(1)}`;
  return label || target.replace(/^mailto:/, '');
}
