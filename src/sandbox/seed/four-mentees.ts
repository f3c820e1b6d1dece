import type { Scene, Stage } from './scene.ts';

/** Kofi mentors four: one meets him tomorrow, one has suggested a time, one has a date, one is away. */
export function fourMentees({ slack, days, people }: Stage): Scene[] {
  const met = (
    day: number,
    who: string,
    partner: string,
    useful: '5 · very useful' | '4' | '3',
    first = {},
  ): Scene => ({
    day,
    time: '12:00',
    play: () => people.meet(who, partner, { first, useful, structure: 'Just right' }),
  });
  const booked = (on: number, mentee: string, day: number): Scene => ({
    day: on,
    time: '11:00',
    play: () => people.book(mentee, 'kofi', days.at(day, '09:00')),
  });

  return [
    ...['lena', 'mila', 'noah', 'oscar'].map((mentee) => ({
      day: -30,
      time: '10:30' as const,
      play: () => people.pair('kofi', mentee),
    })),
    booked(-29, 'lena', -28),
    booked(-29, 'mila', -26),
    booked(-29, 'noah', -25),
    booked(-29, 'oscar', -23),
    met(-28, 'kofi', 'lena', '4'),
    met(-26, 'kofi', 'mila', '4'),
    met(-25, 'kofi', 'noah', '5 · very useful'),
    met(-23, 'kofi', 'oscar', '4'),
    booked(-18, 'lena', -16),
    met(-16, 'lena', 'kofi', '5 · very useful', {
      'What will Kofi do?': 'Show Lena how the budget is made',
      'By when?': days.date(1),
    }),
    booked(-16, 'noah', -13),
    met(-13, 'noah', 'kofi', '4'),
    booked(-11, 'mila', -9),
    booked(-11, 'oscar', -7),
    met(-9, 'mila', 'kofi', '3'),
    {
      day: -9,
      time: '12:00',
      play: () =>
        people.keep('mila', 'Write the hand-over for the one who comes after you, not for the one before.', {
          'Who may see it?': 'The whole cohort Rising Leaders',
          Tags: 'hand-over, writing',
        }),
    },
    met(-7, 'oscar', 'kofi', '4'),
    booked(-3, 'lena', 1),
    {
      day: -3,
      time: '11:00',
      play: () => people.prepare('lena', { Structure: 'Pilot review · 45 min · gallery' }),
    },
    booked(-3, 'noah', 4),
    { day: -1, time: '11:00', play: () => people.suggest('mila', days.at(3, '09:00')) },
    { day: -1, time: '11:00', play: () => people.goAway('oscar', days.date(5)) },
    { day: -1, time: '11:00', play: async () => slack.changeUser('oscar', { presence: 'away' }) },
  ];
}
