import type { IncomingMessage } from 'node:http';
import { type Reply, textReply } from './http.ts';
import type { Slack } from './slack.ts';

export async function answerControl(
  _slack: Slack,
  _path: string,
  _request: IncomingMessage,
  _query: URLSearchParams,
): Promise<Reply> {
  return textReply(404, 'Not found');
}
