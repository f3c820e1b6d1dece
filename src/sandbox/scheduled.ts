import type { Alarms } from './alarms.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Json } from './model.ts';

export interface ScheduledMessage {
  id: string;
  channel: string;
  /** Unix seconds. */
  post_at: number;
  date_created: number;
  content: Json;
}

/** Messages that Slack keeps for later. https://docs.slack.dev/messaging/sending-and-scheduling-messages */
export interface Scheduled {
  list(): ScheduledMessage[];
  /** Answers the stored message; `post` is called when its time comes. */
  add(channel: string, postAt: number, content: Json, post: () => void): ScheduledMessage;
  /** Answers false when it is unknown or gone. */
  remove(channel: string, id: string): boolean;
}

export function createScheduled(clock: Clock, alarms: Alarms, ids: Ids): Scheduled {
  const waiting = new Map<string, { message: ScheduledMessage; callOff: () => void }>();
  return {
    list: () => [...waiting.values()].map(({ message }) => message).sort((a, b) => a.post_at - b.post_at),
    add(channel, postAt, content, post) {
      const id = ids.next('Q');
      const message = { id, channel, post_at: postAt, date_created: Math.floor(clock.now() / 1000), content };
      const callOff = alarms.at(postAt * 1000, () => {
        waiting.delete(id);
        post();
      });
      waiting.set(id, { message, callOff });
      return message;
    },
    remove(channel, id) {
      const known = waiting.get(id);
      if (!known || known.message.channel !== channel) return false;
      known.callOff();
      return waiting.delete(id);
    },
  };
}
