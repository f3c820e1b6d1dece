import type { Changes } from './changes.ts';
import type { Json } from './model.ts';

export type CallFault =
  | { drop: 'before' | 'after' }
  | { status: number; when: 'before' | 'after'; body?: string }
  | { delay: number; when?: 'before' | 'after' }
  | { retry_after: string | null }
  | { truncate: number }
  | { error: string; when?: 'before' | 'after' }
  | { lag_ms: number };

export type DeliveryFault =
  | { duplicate: 'same' | 'both'; times?: number }
  | { late: number }
  | { lose: true }
  | { reorder: true }
  | { retry: number };

/** Something that goes wrong on demand. The control API's README lists what each part does. */
export type Fault = {
  /** Plays so often, default once; 0 = until removed. */
  times?: number;
  /** Lets so many matching ones pass first. */
  after?: number;
} & (
  | { on: { method: string; channel?: string }; do: CallFault }
  | { on: { delivery: string; event?: string }; do: DeliveryFault }
);

export interface Faults {
  /** Answers its id. */
  add(fault: Fault): string;
  remove(id?: string): void;
  list(): Json[];
  forCall(method: string, args: Json): CallFault | undefined;
  forDelivery(kind: string, event: string | undefined): DeliveryFault | undefined;
}

interface Planned {
  id: string;
  fault: Fault;
  seen: number;
  played: number;
}

export function createFaults(changes: Changes): Faults {
  let planned: Planned[] = [];
  let made = 0;

  const list = (): Json[] => planned.map(({ id, fault, seen, played }) => ({ id, ...fault, seen, played }));
  const tell = () => changes.tell({ type: 'faults', faults: list() });

  const play = (matches: (fault: Fault) => boolean): Fault['do'] | undefined => {
    const first = planned.find((plan) => matches(plan.fault));
    if (!first) return undefined;
    first.seen += 1;
    if (first.seen <= (first.fault.after ?? 0)) return undefined;
    first.played += 1;
    const times = first.fault.times ?? 1;
    if (times > 0 && first.played >= times) planned = planned.filter((plan) => plan !== first);
    tell();
    return first.fault.do;
  };

  return {
    list,
    add(fault) {
      made += 1;
      const id = `fault-${made}`;
      planned.push({ id, fault, seen: 0, played: 0 });
      tell();
      return id;
    },
    remove(id) {
      planned = id === undefined ? [] : planned.filter((plan) => plan.id !== id);
      tell();
    },
    forCall: (method, args) => play((fault) => matchesCall(fault, method, args)) as CallFault | undefined,
    forDelivery: (kind, event) => play((fault) => matchesDelivery(fault, kind, event)) as DeliveryFault | undefined,
  };
}

function matchesCall({ on }: Fault, method: string, args: Json): boolean {
  if (!('method' in on)) return false;
  if (on.method !== '*' && on.method !== method) return false;
  return on.channel === undefined || on.channel === args.channel;
}

function matchesDelivery({ on }: Fault, kind: string, event: string | undefined): boolean {
  if (!('delivery' in on)) return false;
  if (on.delivery !== '*' && on.delivery !== kind) return false;
  return on.event === undefined || on.event === event;
}
