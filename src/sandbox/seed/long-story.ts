import type { Scene, Stage } from './scene.ts';

const STRUCTURE = {
  Name: 'Pilot review',
  'What is it good for?': 'Looking back on something that was tried, before it is tried again.',
  'What to talk about':
    'What did we expect? (5 min)\nWhat surprised us? (15 min)\nWho has to hear of it? (10 min)\nWhat will we try next? (15 min)',
};

/** Rosa and her mentor Sam: three meetings, what they promised and learned, a structure of their own, and a promise that is due today. */
export function longStory({ days, people }: Stage): Scene[] {
  const dueOn = (day: number) => ({ 'By when?': days.date(day) });

  const first = {
    'What will you do until next time?': 'Send Rosa the reading list',
    'What will Rosa do?': 'Sit in on a steering committee meeting',
    ...dueOn(-21),
    'What is worth keeping?': 'Rosa decides faster than she trusts herself to.',
    'The meeting in one line': 'What a year could be for',
  };
  const second = {
    'What will you do until next time?': 'Present the plan to the team\nSign up for the negotiation course',
    'What will Sam do?': 'Read the draft of the plan',
    ...dueOn(-11),
    'The meeting in one line': 'How to say no',
  };
  const third = {
    'What will you do until next time?': 'Introduce Rosa to Fatima',
    ...dueOn(2),
    'The meeting in one line': 'The pilot, and who has to agree to it',
  };
  const onePage = {
    ...dueOn(0),
    'When and where will it be done?': 'If it is after lunch, I write in the library, phone off.',
  };
  const cohort = { 'Who may see it?': 'The whole cohort Rising Leaders' };

  return [
    { day: -30, time: '10:30', play: () => people.pair('sam', 'rosa') },
    { day: -29, time: '11:00', play: () => people.book('rosa', 'sam', days.at(-28, '10:00'), 'Library, first floor') },
    {
      day: -28,
      time: '12:00',
      play: () => people.meet('sam', 'rosa', { first, useful: '4', structure: 'Too little' }),
    },
    { day: -21, time: '12:00', play: () => people.answer('rosa', 'Done') },
    { day: -21, time: '12:00', play: () => people.answer('sam', 'Done') },
    { day: -21, time: '12:00', play: () => people.book('rosa', 'sam', days.at(-18, '10:00'), 'Library, first floor') },
    {
      day: -18,
      time: '12:00',
      play: () => people.meet('rosa', 'sam', { first: second, useful: '5 · very useful', structure: 'Just right' }),
    },
    {
      day: -18,
      time: '12:00',
      play: () =>
        people.keep('rosa', 'A no that comes with a reason and another way is heard as help.', {
          Tags: 'saying-no, stakeholders',
        }),
    },
    {
      day: -11,
      time: '12:00',
      play: () =>
        people.answer('rosa', 'New date', { ...dueOn(-6), 'What got in the way?': 'The team meeting was put off.' }),
    },
    {
      day: -11,
      time: '12:00',
      play: () => people.answer('rosa', 'Drop it', { 'What got in the way?': 'The course is full until spring.' }),
    },
    { day: -11, time: '12:00', play: () => people.answer('sam', 'Done') },
    { day: -11, time: '12:00', play: () => people.book('rosa', 'sam', days.at(-8, '10:00')) },
    { day: -10, time: '11:00', play: () => people.publish('rosa', 'sam', STRUCTURE) },
    {
      day: -8,
      time: '12:00',
      play: () => people.meet('sam', 'rosa', { first: third, useful: '5 · very useful', structure: 'Just right' }),
    },
    {
      day: -8,
      time: '12:00',
      play: () => people.commit('rosa', 'Write one page that makes the case for the pilot', onePage),
    },
    {
      day: -8,
      time: '12:00',
      play: () =>
        people.keep('sam', 'Ask for the decision before you explain the slides.', {
          ...cohort,
          Tags: 'presenting, stakeholders',
        }),
    },
    {
      day: -8,
      time: '12:00',
      play: () =>
        people.keep('rosa', 'Speak to each stakeholder alone before the room hears the plan.', {
          ...cohort,
          Tags: 'stakeholders',
          'If the cohort sees it': [],
        }),
    },
    { day: -6, time: '12:00', play: () => people.answer('rosa', 'Done') },
    { day: -2, time: '11:00', play: () => people.book('rosa', 'sam', days.at(3, '10:00'), 'Library, first floor') },
    {
      day: -2,
      time: '11:00',
      play: () =>
        people.prepare('rosa', {
          'What to talk about': 'Who pays for the pilot? (20 min)',
          'What do you expect of this meeting?': 'To know whom to ask first',
          Structure: 'Pilot review · 45 min · ours',
        }),
    },
  ];
}
