import type { Clock } from './clock.ts';
import type { DeliveryFault, Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import type { EnvelopeEntry, Json } from './model.ts';

export type Kind = EnvelopeEntry['kind'];

/** What goes over the wire, apart from its form. */
export interface Envelope {
  envelope_id: string;
  kind: Kind;
  payload: Json;
  retry_attempt: number;
  retry_reason: string;
}

/** What the carrier hears back. */
export interface Hearing {
  acked(payload: unknown, by: string): void;
  /** Not a 2xx answer, or no connection: Slack's retry reason, and whether the app forbade retries. */
  failed(reason: string, retryForbidden: boolean): void;
}

/** Socket Mode or HTTP. */
export interface Carrier {
  readonly via: 'socket' | 'http';
  /** Sends to one connection (or, with `copies`, to the same or to another one again). Answers where it went, [] = nowhere. */
  carry(envelope: Envelope, hearing: Hearing, copies?: { where: 'same' | 'both'; times: number }): string[];
}

/** How a delivery ended. */
export interface Delivery {
  entry: EnvelopeEntry;
  /** What the app answered in time; undefined when it did not. */
  answer: unknown;
  /** Why it failed, as Slack words it for retries; undefined when it was acked. */
  failure: string | undefined;
  retryForbidden: boolean;
}

export interface Deliveries {
  /** Sends and waits for the ack, at most 3 s of real time. */
  send(kind: Kind, label: string, payload: Json, retry?: { attempt: number; reason: string }): Promise<Delivery>;
  /** Stops waiting for anything. */
  stop(): void;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
export const ACK_MS = 3_000;
/** Something to be overtaken goes by itself when nothing comes to overtake it. */
const LONGEST_HOLD_MS = 1_000;

export function createDeliveries(carrier: () => Carrier, faults: Faults, clock: Clock, ids: Ids, log: Log): Deliveries {
  const waiting = new Set<() => void>();
  const heldBack: (() => void)[] = [];
  let stopped = false;

  const send: Deliveries['send'] = async (kind, label, payload, retry) => {
    const fault = faults.forDelivery(kind, eventType(payload));
    if (fault && 'late' in fault) await real(fault.late);
    const envelope: Envelope = {
      envelope_id: ids.envelope(),
      kind,
      payload,
      retry_attempt: retry?.attempt ?? 0,
      retry_reason: retry?.reason ?? '',
    };
    if (fault && 'reorder' in fault) await untilNextHasGone();
    const sent = carried(envelope, label, fault);
    if (fault && 'retry' in fault) repeat(envelope, label, fault.retry);
    for (const go of heldBack.splice(0)) setImmediate(go);
    return sent;
  };

  const untilNextHasGone = () =>
    new Promise<void>((go) => {
      heldBack.push(go);
      setTimeout(go, LONGEST_HOLD_MS).unref();
    });

  const repeat = (envelope: Envelope, label: string, times: number) => {
    for (let attempt = 1; attempt <= times; attempt += 1) {
      const again = { ...envelope, envelope_id: ids.envelope(), retry_attempt: attempt, retry_reason: 'timeout' };
      void carried(again, label, undefined);
    }
  };

  const carried = (envelope: Envelope, label: string, fault: DeliveryFault | undefined) =>
    new Promise<Delivery>((resolve) => {
      const { via } = carrier();
      const entry = log.envelope({
        envelope_id: envelope.envelope_id,
        kind: envelope.kind,
        label,
        via,
        connections: [],
        sentAt: clock.now(),
        retry_attempt: envelope.retry_attempt,
        retry_reason: envelope.retry_reason,
        payload: envelope.payload,
        acks: [],
        outcome: 'waiting',
        violations: [],
      });
      const sentAt = performance.now();

      const finish = (outcome: EnvelopeEntry['outcome'], answer: unknown, failure?: string, retryForbidden = false) => {
        clearTimeout(timer);
        waiting.delete(giveUp);
        entry.outcome = outcome;
        log.changed(entry);
        resolve({ entry, answer, failure, retryForbidden });
      };
      const giveUp = () => {
        if (entry.outcome === 'waiting') finish('missing', undefined, via === 'http' ? 'http_timeout' : 'timeout');
      };
      const timer = setTimeout(giveUp, ACK_MS);
      waiting.add(giveUp);

      const hearing: Hearing = {
        acked(payload, by) {
          const afterMs = Math.round((performance.now() - sentAt) * 10) / 10;
          entry.acks.push({ afterMs, payload, by });
          if (entry.outcome === 'waiting') return finish('acked', payload ?? {});
          if (entry.outcome === 'missing') entry.outcome = 'late';
          log.changed(entry);
        },
        failed(reason, retryForbidden) {
          if (entry.outcome === 'waiting') finish('refused', undefined, reason, retryForbidden);
        },
      };

      if (fault && 'lose' in fault) return;
      const copies = fault && 'duplicate' in fault ? { where: fault.duplicate, times: fault.times ?? 1 } : undefined;
      entry.connections = stopped ? [] : carrier().carry(envelope, hearing, copies);
      if (entry.connections.length === 0) finish('undeliverable', undefined, 'connection_failed');
    });

  return {
    send,
    stop() {
      stopped = true;
      for (const giveUp of [...waiting]) giveUp();
      for (const go of heldBack.splice(0)) go();
    },
  };
}

function eventType(payload: Json): string | undefined {
  const event = payload.event as Json | undefined;
  return typeof event?.type === 'string' ? event.type : undefined;
}

function real(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
