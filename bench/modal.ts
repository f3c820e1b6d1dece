import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../src/sandbox/driver.ts';
import type { Slack } from '../src/sandbox/slack.ts';
import { emptySlack, startBareBolt, startCairn } from './apps.ts';
import { type How, type Row, timeRow } from './bench.ts';
import { type Both, inTurns, median, percentile } from './measure.ts';

const GOAL = 1.5;
const WARM_UP = 200;
const BLOCKS = 10;
const IN_A_BLOCK = 200;

/** From a slash command to its modal, through the embedded Slack: Cairn beside a bare Bolt app that opens the very same modal. */
export const modal = {
  name: 'modal',
  async measure({ quick, folder }: How): Promise<Row[]> {
    const slacks = { cairn: await emptySlack(), bare: await emptySlack() };
    const cairn = await startCairn(slacks.cairn, folder, join(folder, 'modal.db'));
    try {
      await pairUp(slacks.cairn);
      const view = join(folder, 'modal.json');
      writeFileSync(view, JSON.stringify(await modalOf(slacks.cairn)));
      const bare = await startBareBolt(slacks.bare, folder, view);
      try {
        const baseline = () => commandToModal(slacks.bare);
        const ours = () => commandToModal(slacks.cairn);
        await inTurns(quick ? 5 : WARM_UP, baseline, ours);
        const blocks: Both[] = [];
        for (let block = 0; block < (quick ? 2 : BLOCKS); block += 1)
          blocks.push(await inTurns(quick ? 10 : IN_A_BLOCK, baseline, ours));
        return [0.5, 0.99].map((share) => {
          // A burst of something else on this machine spoils one block and not the whole row.
          const typical = (whose: keyof Both) => median(blocks.map((block) => percentile(block[whose], share)));
          return timeRow(`slash command to modal, p${share * 100}`, typical('baseline'), typical('ours'), GOAL);
        });
      } finally {
        await bare.stop();
      }
    } finally {
      await cairn.stop();
      await Promise.all([slacks.cairn.stop(), slacks.bare.stop()]);
    }
  },
};

/** Ada makes a cohort and pairs Ben with Cleo. */
async function pairUp(slack: Slack): Promise<void> {
  const ada = slack.as('ada');
  await ada.types('/cohort new Leaders');
  const form = await ada.modal();
  const day = (ahead: number) => new Date(slack.clock.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  await form.fill({ 'Starts on': day(1), 'Ends on': day(300) });
  await form.submit();
  await (await ada.modal(/Cohort created/)).dismiss();
  await ada.types('/cohort pair @ben @cleo');
  await ada.inbox.next(/now mentors/);
}

/** What Cairn opens for `/book`, as it came to Slack. */
async function modalOf(slack: Slack): Promise<unknown> {
  await commandToModal(slack);
  return slack.log.calls.findLast(({ method }) => method === 'views.open')?.args.view;
}

/** Ms from Cleo's `/book` until the modal is open in Slack. Closes it again. */
async function commandToModal(slack: Slack): Promise<number> {
  const cleo = slack.as('cleo');
  const opened = opening(slack, cleo);
  const from = performance.now();
  const typed = await cleo.types('/book');
  if (typed.outcome !== 'acked') throw new Error(`/book was not acknowledged: ${typed.error}`);
  const at = await opened;
  await (await cleo.modal()).dismiss();
  return at - from;
}

function opening(slack: Slack, { id }: Person): Promise<number> {
  return new Promise((resolve) => {
    const off = slack.world.changes.on((change) => {
      if (change.type !== 'modals' || change.user !== id || change.modals.length === 0) return;
      off();
      resolve(performance.now());
    });
  });
}
