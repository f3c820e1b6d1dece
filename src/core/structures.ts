import type { Structure } from './structure.ts';

/** The structures that come with Cairn: recommendations to begin with, each to be changed by whoever likes. Their ids are stored; they never change. */
export const STRUCTURES: readonly Structure[] = [
  standard('first-meeting', 'First meeting', 'Get to know each other, and settle how you want to work together.', [
    ['Who we are, and what brought each of us here', 15],
    ['What would make this a good year for the mentee?', 10],
    ['What each of us brings, and what we do not do', 10],
    ['How we work: how often, where, what stays between us', 15],
    ['One small thing to try before we meet again', 10],
  ]),
  standard('grow', 'GROW', 'Turn one question into next steps: goal, reality, options, will.', [
    ['Goal: what should be different at the end?', 10],
    ['Reality: what is going on now, and what has been tried?', 15],
    ['Options: what else could be done? Collect before judging', 15],
    ['Will: what will be done, by when, and what could get in the way?', 10],
  ]),
  standard('career', 'Career conversation', 'Look further ahead than the present job.', [
    ['What gives you energy in your work, and what takes it?', 10],
    ['Where would you like to be in three years?', 15],
    ['Which skills and experiences are missing on the way?', 15],
    ['Who should know about it, and who can open a door?', 10],
    ['The next step that is in your own hands', 10],
  ]),
  standard('skill-handover', 'Skill hand-over', 'Pass on something that one of you does well.', [
    ['What exactly is the skill, and what does good look like?', 10],
    ['Show it on a real example, thinking aloud', 20],
    ['Try it yourself, with the other watching', 20],
    ['What to watch out for, and where to practise until next time', 10],
  ]),
  standard('problem-clinic', 'Problem clinic', 'Think through one concrete case without rushing to a solution.', [
    ['The case in five minutes: what happened, who is involved?', 5],
    ['Questions only: understand it before advising', 15],
    ['What is the real problem, in one sentence?', 5],
    ['Ways to go about it, and what speaks against each', 15],
    ['What will be tried, and how will we know that it worked?', 5],
  ]),
  standard('mid-year', 'Mid-year', 'Look back on the first half and set the course for the second.', [
    ['What has changed since we began?', 10],
    ['The expectations from the beginning: which still hold?', 10],
    ['What helps in our meetings, and what would help more?', 15],
    ['What do we want to have reached by the end?', 15],
    ['What do we change from now on?', 10],
  ]),
  standard('closing', 'Closing meeting', 'End well: what was reached, what stays, what comes after.', [
    ['What was reached, measured by what was expected?', 15],
    ['What each of us learned from the other', 15],
    ['What is worth writing down for others?', 10],
    ['What goes on without the programme, and how?', 10],
    ['Thank each other, and say goodbye', 10],
  ]),
];

function standard(
  id: string,
  name: string,
  purpose: string,
  prompts: readonly (readonly [string, number])[],
): Structure {
  return {
    id,
    name,
    purpose,
    minutes: prompts.reduce((sum, [, minutes]) => sum + minutes, 0),
    prompts: prompts.map(([text, minutes]) => ({ text, minutes })),
    pairingId: null,
    gallery: 'published',
    askedBy: null,
    named: false,
    createdAt: 0,
    updatedAt: 0,
  };
}
