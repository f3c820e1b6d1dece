import { impossible } from '../acts/outcome.ts';
import type { Fault } from '../faults.ts';
import { isObject, stringOf } from '../json.ts';
import type { Routes } from './request.ts';

const CALL_FAULTS = ['drop', 'status', 'delay', 'retry_after', 'truncate', 'error', 'lag_ms'];
const DELIVERY_FAULTS = ['duplicate', 'late', 'lose', 'reorder', 'retry'];

/** What goes wrong on demand, and how often the app may ask. */
export const faultRoutes: Routes = {
  'GET faults': ({ faults }) => ({ faults: faults.list() }),

  'POST faults'({ faults }, body) {
    const { on } = body;
    if (!isObject(on) || !isObject(body.do)) return impossible('A fault needs «on» and «do»');
    const known = 'method' in on ? CALL_FAULTS : 'delivery' in on ? DELIVERY_FAULTS : [];
    const kinds = Object.keys(body.do);
    if (!kinds.some((kind) => known.includes(kind))) {
      impossible(known.length === 0 ? '«on» needs «method» or «delivery»' : `«do» is one of ${known.join(', ')}`);
    }
    return { id: faults.add(body as unknown as Fault), faults: faults.list() };
  },

  'DELETE faults'({ faults }, query) {
    faults.remove(stringOf(query.id));
    return { faults: faults.list() };
  },

  'GET limits': ({ limits }) => ({ limits: limits.mode }),

  'POST limits'({ limits }, body) {
    const { limits: mode } = body;
    if (mode !== 'off' && mode !== 'real' && !(typeof mode === 'number' && mode > 0)) {
      return impossible('«limits» is "off", "real" or a number above 0');
    }
    limits.mode = mode;
    return { limits: limits.mode };
  },
};
