import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How an app is: the longest that a timer of it came late since it was last asked (ms), and its memory now, and at its worst since then (bytes). */
export type Vitals = { lateMs: number; rss: number; peakRss: number };

/**
 * Makes any app tell how it is: loaded beside it (`--import`), it answers each message of whoever started the process. Timers that are due
 * every millisecond stand for everybody else who waits for a turn.
 */
const RESOLUTION = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
// `resourceUsage` would tell of the process that started this one as well.
let peakRss = 0;
const look = () => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
};
setInterval(look, 25).unref();

process.on('message', () => {
  look();
  const lateMs = Math.max(0, delay.max / 1e6 - RESOLUTION);
  const vitals: Vitals = { lateMs, rss: process.memoryUsage.rss(), peakRss };
  delay.reset();
  peakRss = 0;
  process.send?.(vitals);
});
process.once('disconnect', () => process.exit(0));
