import type { Slack } from '../../src/sandbox/slack.ts';

/**
 * Everything that went wrong between the bot and its Slack, a line each: payloads against the rules, calls that Slack refused, deliveries
 * without an answer or with two, mentions of everybody, errors in the log, and words of people in the log (tests put "canary" into
 * whatever people type). What a fault was asked to do is no trouble.
 */
export function troubleIn(slack: Slack, logLines: readonly string[]): string[] {
  return [
    ...brokenRules(slack),
    ...refusedCalls(slack),
    ...unanswered(slack),
    ...toEverybody(slack),
    ...logLines.filter((line) => /"level":"(error|fatal)"/.test(line)).map((line) => `log: ${line.trim()}`),
    ...logLines.filter((line) => /canary|xoxb-|xapp-/i.test(line)).map((line) => `said in the log: ${line.trim()}`),
  ];
}

function brokenRules({ log }: Slack): string[] {
  const entries = [
    ...log.calls.map(({ method, violations }) => ({ name: method, violations })),
    ...log.envelopes.map(({ label, violations }) => ({ name: `the answer to ${label}`, violations })),
  ];
  return entries.flatMap(({ name, violations }) =>
    violations.map(({ pointer, message }) => `rule broken by ${name}: ${pointer} ${message}`),
  );
}

function refusedCalls({ log }: Slack): string[] {
  const refused = log.calls.filter(({ answer, status, fault }) => !fault && (answer.ok === false || status >= 400));
  return refused.map(({ method, answer }) => `refused: ${method} ${JSON.stringify(answer)}`);
}

/** Each copy of a delivery wants one ack. */
function unanswered({ log }: Slack): string[] {
  return log.envelopes
    .filter(({ outcome, acks, connections }) => outcome !== 'acked' || acks.length > connections.length)
    .map(({ label, outcome, acks }) => `${outcome} after ${acks.length} acks: ${label}`);
}

/** `<!channel>` and its like, where Slack would read them: in message texts and mrkdwn, not in plain text. */
function toEverybody({ log }: Slack): string[] {
  const texts = [
    ...log.posts.map(({ text }) => text),
    ...log.calls.flatMap(({ args }) => mrkdwnIn(args)),
    ...log.envelopes.flatMap(({ acks }) => acks.flatMap(({ payload }) => mrkdwnIn(payload))),
  ];
  return texts.filter((text) => /<!(channel|here|everyone|subteam)/.test(text)).map((text) => `to everybody: ${text}`);
}

function mrkdwnIn(value: unknown): string[] {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return mrkdwnIn(JSON.parse(value));
    } catch {
      return [];
    }
  }
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  const isLiteral = ['plain_text', 'text', 'raw_text'].includes(String(type));
  const own = typeof text === 'string' && !isLiteral ? [text] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnIn)];
}
