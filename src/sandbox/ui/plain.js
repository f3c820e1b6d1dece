import { emojiOf } from './emoji.js';
import { parseMrkdwn } from './mrkdwn.js';
import { nameOf } from './reader.js';

/** A message as one line of plain text: what is read out, and what a thread or notification shows. */
export function plainOf(message, users) {
  const who = nameOf(users[message.user]);
  return `${who}: ${plainText(message.text, users)}`.slice(0, 400);
}

function plainText(text, users) {
  const read = (node) => {
    if (node.children) return node.children.map(read).join('');
    if (node.type === 'user') return `@${users[node.id] ? nameOf(users[node.id]) : node.label || node.id}`;
    if (node.type === 'emoji') return emojiOf(node.name);
    return node.text ?? node.label ?? node.fallback ?? (node.range ? `@${node.range}` : '');
  };
  return parseMrkdwn(text ?? '')
    .map(read)
    .join(' ');
}
