import type { Conversation, User } from './model.ts';

/** Names that typed and stored text refers to. */
export interface Names {
  user(idOrHandle: string): User | undefined;
  conversation(idOrName: string): Conversation | undefined;
}

const LONGEST_TEXT = 40_000;
const CONTROL = /<(?:[@#!][^<>\n]*|(?:https?|mailto|tel|slack):[^<>\n]*)>/g;
const ADDRESS = /\bhttps?:\/\/[^\s<>|"']*[^\s<>|"'.,;:!?)\]}]/g;

/**
 * Text from the API as Slack stores it: `&`, `<` and `>` outside of Slack's own `<…>` forms as entities, plain addresses
 * as links, cut off after 40,000 characters. https://docs.slack.dev/messaging/formatting-message-text
 */
export function storedText(text: string, link: boolean): string {
  return outsideOfControls(text.slice(0, LONGEST_TEXT), (plain) => {
    const escaped = escapeOnce(plain);
    return link ? escaped.replace(ADDRESS, (address) => `<${address}>`) : escaped;
  });
}

/** Text as a person types it into a Slack client: everything escaped, known @handles and #channels as references. */
export function typedText(text: string, names: Names): string {
  return withReferences(
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    names,
    false,
  ).replace(ADDRESS, (address) => `<${address}>`);
}

/** The text of a slash command declared with `should_escape`: names become `<@U…|name>` and `<#C…|name>`. */
export function commandText(text: string, names: Names, shouldEscape: boolean): string {
  return shouldEscape ? withReferences(text, names, true) : text;
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

function outsideOfControls(text: string, change: (plain: string) => string): string {
  let stored = '';
  let from = 0;
  for (const match of text.matchAll(CONTROL)) {
    stored += change(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return stored + change(text.slice(from));
}

function escapeOnce(text: string): string {
  return text
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function withReferences(text: string, names: Names, withName: boolean): string {
  return text
    .replace(/(^|[^\w@/])@([\w.-]*\w)/g, (whole, before: string, handle: string) => {
      const user = names.user(handle);
      if (user) return `${before}<@${user.id}${withName ? `|${user.name}` : ''}>`;
      if (!withName && ['here', 'channel', 'everyone'].includes(handle)) return `${before}<!${handle}>`;
      return whole;
    })
    .replace(/(^|[^\w#&/])#([\w-]+)/g, (whole, before: string, name: string) => {
      const channel = names.conversation(name);
      return channel ? `${before}<#${channel.id}|${withName ? channel.name : ''}>` : whole;
    });
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
