import { PATIENCE_MS } from './deeds.ts';
import type { Scene, Stage } from './scene.ts';

/** Three younger pairs: one meets tomorrow, one has just met, one has only just been introduced. */
export function shortStories({ slack, days, people }: Stage): Scene[] {
  return [...meetingTomorrow(), ...justMet(), ...justPaired()];

  function meetingTomorrow(): Scene[] {
    const first = {
      'What will you do until next time?': 'Show Cleo our project plans',
      'What will Cleo do?': 'Draft goals for this year\nAsk three colleagues for feedback',
      'By when?': days.date(-2),
    };
    return [
      { day: -12, time: '11:00', play: () => people.pair('dan', 'cleo') },
      { day: -11, time: '14:30', play: () => people.book('cleo', 'dan', days.at(-9, '12:00')) },
      {
        day: -9,
        time: '13:30',
        play: () => people.meet('dan', 'cleo', { first, useful: '4', structure: 'Too little' }),
      },
      { day: -2, time: '15:00', play: () => people.answer('dan', 'Done') },
      { day: -2, time: '15:00', play: () => people.answer('cleo', 'Done') },
      { day: -1, time: '14:30', play: () => people.book('cleo', 'dan', days.at(1, '15:00'), 'Video call') },
      {
        day: -1,
        time: '14:30',
        play: () =>
          people.prepare('cleo', {
            'What to talk about':
              'How to say no without burning bridges (15 min)\nWho should know about my project? (10 min)',
            'What do you expect of this meeting?': 'To leave with one clear next step',
            Structure: 'Career conversation · 60 min',
          }),
      },
      {
        day: -1,
        time: '14:30',
        play: () => slack.as('dan').types('/agenda What I learned in my first year here (10 min)'),
      },
    ];
  }

  function justMet(): Scene[] {
    return [
      { day: -4, time: '11:00', play: () => people.pair('fatima', 'emil') },
      { day: -3, time: '11:00', play: () => people.book('emil', 'fatima', days.at(0, '09:30'), 'Café Norden') },
      {
        day: -1,
        time: '11:00',
        play: () =>
          people.prepare('emil', {
            'What to talk about': 'My first ninety days (20 min)\nWhom should I know? (10 min)',
            'What do you expect of this meeting?': 'To see what a good first quarter looks like',
            Structure: 'Pilot review · 45 min · gallery',
          }),
      },
    ];
  }

  function justPaired(): Scene[] {
    return [
      { day: 0, time: '10:30', play: () => people.pair('ben', 'ada') },
      { day: 0, time: '10:30', play: () => slack.as('ada').inbox.next(/Welcome/, PATIENCE_MS) },
    ];
  }
}
