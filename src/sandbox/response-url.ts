import type { IncomingMessage } from 'node:http';
import { fieldsOf, jsonReply, type Reply, textReply } from './http.ts';
import { defined, isObject, parsed } from './json.ts';
import type { Json, SeenMessage, Violation } from './model.ts';
import { editMessage, postAsApp, removeMessage, storedContent } from './posting.ts';
import type { ResponsePlace } from './responses.ts';
import { presentTs, type World } from './world.ts';

/** A post to a response_url. Refusals are plain: https://github.com/slackapi/java-slack-sdk/issues/1017 */
export async function answerResponseUrl(world: World, path: string, request: IncomingMessage): Promise<Reply> {
  const startedAt = performance.now();
  const { fields } = await fieldsOf(request, new URLSearchParams());
  const body = typeof fields.payload === 'string' ? (parsed(fields.payload) as Json) : fields;
  const fault = world.faults.forCall('response_url', fields);
  const { reply, violations } = respond();
  const done = replacedBy(reply);
  world.log.call({
    method: 'response_url',
    at: world.clock.now(),
    ms: Math.round((performance.now() - startedAt) * 10) / 10,
    args: body,
    status: done === 'drop' ? 0 : done.status,
    answer: done === 'drop' || typeof done.body !== 'string' ? {} : { body: done.body },
    violations,
    ...(fault ? { fault: Object.keys(fault)[0] ?? '' } : {}),
  });
  return done;

  function respond(): { reply: Reply; violations: Violation[] } {
    if (fault && ('retry_after' in fault || ('status' in fault && fault.when === 'before'))) return nothing();
    if (fault && 'drop' in fault && fault.drop === 'before') return nothing();
    const place = world.responses.check(path);
    if ('error' in place) return { reply: jsonReply(404, { ok: false, error: place.error }), violations: [] };
    if (!isObject(body)) return { reply: textReply(400, 'invalid_payload'), violations: [] };
    const violations = world.checks.message(body, 'response_url');
    if (violations.length > 0) return { reply: textReply(400, violations[0]?.error ?? 'invalid_blocks'), violations };
    world.responses.use(path);
    deliver(world, place, body);
    return { reply: jsonReply(200, { ok: true }), violations };
  }

  function replacedBy(usual: Reply): Reply {
    if (!fault) return usual;
    if ('drop' in fault) return 'drop';
    if ('status' in fault) return textReply(fault.status, fault.body ?? '');
    if ('retry_after' in fault)
      return jsonReply(
        429,
        { ok: false, error: 'ratelimited' },
        defined({ 'retry-after': fault.retry_after ?? undefined }),
      );
    return usual;
  }
}

/** Does what the body says: delete, replace, or post. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
function deliver(world: World, place: ResponsePlace, body: Json): void {
  const original = place.ts === undefined ? undefined : world.messages.find(place.channel, place.ts);
  if (original && body.delete_original === true) {
    removeMessage(world, original);
    return;
  }
  if (original && body.replace_original === true) {
    replace(world, original, body);
    return;
  }
  const isPublic = body.response_type === 'in_channel';
  const { thread_ts, ...rest } = body;
  const inThread = isPublic && body.replace_original === false ? defined({ thread_ts }) : {};
  postAsApp(world, 'response_url', place.channel, { ...rest, ...inThread }, isPublic ? undefined : place.user);
}

function replace(world: World, original: SeenMessage, body: Json): void {
  const content = storedContent(world, body);
  editMessage(world, original, ({ blocks: _blocks, attachments: _attachments, ...message }) => ({
    ...message,
    ...content,
    edited: { user: world.app.botUserId, ts: presentTs(world) },
  }));
}

function nothing(): { reply: Reply; violations: Violation[] } {
  return { reply: textReply(200, ''), violations: [] };
}
