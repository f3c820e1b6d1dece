import { CAST } from '../cast.ts';
import { PATIENCE_MS } from './deeds.ts';
import type { Scene, Stage } from './scene.ts';

const COHORT = 'Rising Leaders';
const WEEKS_AFTER_TODAY = 250;

/** Who runs the programme does so, and three pairs come to need somebody: one never met, one stopped meeting, one lost its mentee. */
export function programme({ slack, days, people }: Stage): Scene[] {
  const olivia = slack.as('olivia');

  async function createCohort(): Promise<void> {
    await olivia.types(`/cohort new ${COHORT}`);
    const modal = await olivia.modal(undefined, PATIENCE_MS);
    await modal.fill({ 'Starts on': days.date(-30), 'Ends on': days.date(WEEKS_AFTER_TODAY) });
    await modal.submit();
    await (await olivia.modal(/created/i, PATIENCE_MS)).dismiss();
  }

  async function report(): Promise<void> {
    await olivia.types('/cohort report');
    await olivia.inbox.next('I have sent you the report', PATIENCE_MS);
  }

  return [
    { day: -30, time: '10:30', play: createCohort },
    { day: -30, time: '10:30', play: () => people.pair('hiro', 'grace') },
    { day: -30, time: '10:30', play: () => people.pair('jonas', 'ines') },
    { day: -30, time: '10:30', play: () => people.pair('peter', 'gone') },
    { day: -29, time: '11:00', play: () => people.book('grace', 'hiro', days.at(-27, '05:00')) },
    {
      day: -27,
      time: '12:00',
      play: () => people.meet('hiro', 'grace', { useful: '3', structure: 'Too little' }),
    },
    { day: -5, time: '11:00', play: async () => slack.changeUser('gone', { deleted: true }) },
    { day: -5, time: '11:00', play: report },
    { day: 0, time: '08:00', play: async () => CAST.forEach(({ name }) => void slack.as(name).reads()) },
  ];
}
