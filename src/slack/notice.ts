import { type KnownBlock, type Message, type ModalView, typed, words } from './kit.ts';

/** A small window that only says something. */
export function notice(title: string, what: string | Message): ModalView {
  const blocks: KnownBlock[] = typeof what === 'string' ? [typed(what)] : what.blocks;
  return { type: 'modal', title: words(title, 24), close: words('Close', 24), blocks };
}
