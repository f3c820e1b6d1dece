/** Two people to be, and what to do as them. Steps are `mrkdwn`. */
type Story = { title: string; left: string; right: string; steps: string[] };

const STORIES: Story[] = [
  {
    title: 'A pair books its first meeting',
    left: 'ada',
    right: 'ben',
    steps: [
      'You are *Ada* on the left, a mentee, and *Ben* on the right, her mentor.',
      'Ada has a welcome message with times. *Tap one of them.*',
      'Ben gets it as a suggestion. *Tap Accept.* Both see it booked; their *Home* tabs show it too.',
      'Move the clock above to the *next working day* until the reminder comes.',
    ],
  },
  {
    title: 'A meeting tomorrow',
    left: 'cleo',
    right: 'dan',
    steps: [
      '*Cleo* and *Dan* meet tomorrow. As either of them type */agenda*: what is overdue stands on top.',
      'Add a line with */agenda* and some words, as the other one.',
      'Move the clock by *+1 hour* until the reminder brings the agenda, and on, until ten minutes before.',
    ],
  },
  {
    title: 'A meeting has just ended',
    left: 'fatima',
    right: 'emil',
    steps: [
      '*Fatima* is asked whether she and *Emil* met. *Tap We met.*',
      'Write down what each will do and what is worth keeping, then *Next*.',
      'Say how it was, pick a time for the next meeting, *Done*. Emil gets it to *Accept*.',
      'Or tap *It moved*, or *It didn’t happen*: nobody is blamed.',
    ],
  },
  {
    title: 'A promise falls due',
    left: 'rosa',
    right: 'sam',
    steps: [
      '*Rosa* and *Sam* have met three times. Today Rosa is asked about what she promised: *Done*, *New date* or *Drop it*.',
      'Half an hour later Sam hears what became of it: *+1 hour*.',
      'Type */takeaway find #stakeholders* as both, and look at *Home*.',
      'Type */agenda*, then *See all structures*: theirs is in the gallery, and other pairs use it.',
    ],
  },
  {
    title: 'A mentor with four mentees',
    left: 'kofi',
    right: 'oscar',
    steps: [
      '*Kofi* mentors Lena, Mila, Noah and Oscar. His *Home* has them all, and Mila has suggested a time.',
      'Type */agenda* as Kofi: the first field asks with whom.',
      '*Oscar* is away. He hears nothing until he is back; *Home* says until when.',
    ],
  },
  {
    title: 'Who runs the programme',
    left: 'olivia',
    right: 'carlos',
    steps: [
      '*Olivia* runs the cohort. Type */cohort report*: figures, charts and the pairs that need a human, never what was said.',
      'Below it, *Go through them*, or *Get them as a file*.',
      '*/cohort pair* with Ben and Carlos, and see what *Carlos* gets.',
    ],
  },
];

/** What the page tells a first-time visitor. The first story is where they begin. */
export const GUIDE = { stories: STORIES };
