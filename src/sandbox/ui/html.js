import htm from '/vendor/htm.js';
import { h } from '/vendor/preact.js';

/** Tagged template that makes Preact nodes; text inside is always text, never HTML. */
export const html = htm.bind(h);

export { createContext, Fragment, h, render } from '/vendor/preact.js';
export {
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from '/vendor/preact-hooks.js';
