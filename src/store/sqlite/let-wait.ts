import { StoreError } from '../error.ts';
import type { Connection } from './connection.ts';

/**
 * Runs `work`, which takes the next due thing and decides about it, as a `write`. When the deciding breaks down, `letWait` is written in its place,
 * so that this thing holds up no other. The error goes on; the store's own trouble is nobody's fault and changes nothing.
 */
export function orLetWait<T>({ write }: Pick<Connection, 'write'>, work: () => T, letWait: () => void): T {
  try {
    return write(work);
  } catch (error) {
    if (!(error instanceof StoreError)) write(letWait);
    throw error;
  }
}
