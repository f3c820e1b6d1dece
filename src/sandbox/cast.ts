import type { PersonOptions } from './people.ts';

/** Whom the demonstration workspace knows: a programme's people in several zones, and those who must not be paired. */
export const CAST: readonly PersonOptions[] = [
  {
    name: 'olivia',
    real_name: 'Olivia Hart',
    tz: 'Europe/London',
    is_admin: true,
    profile: { display_name: 'Olivia', title: 'Runs Cairn' },
  },
  {
    name: 'carlos',
    real_name: 'Carlos Vega',
    tz: 'Europe/Madrid',
    profile: { display_name: 'Carlos', title: 'Programme coordinator' },
  },
  { name: 'ada', real_name: 'Ada Lindqvist', tz: 'Europe/London', profile: { display_name: 'Ada' } },
  { name: 'ben', real_name: 'Ben Okafor', tz: 'Europe/Vienna', profile: { display_name: 'Ben' } },
  { name: 'cleo', real_name: 'Cleo Marsh', tz: 'America/New_York', profile: { display_name: 'Cleo' } },
  { name: 'dan', real_name: 'Dan Petrov', tz: 'Europe/Berlin', profile: { display_name: 'Dan' } },
  { name: 'emil', real_name: 'Emil Sørensen', tz: 'Europe/Copenhagen', profile: { display_name: 'Emil' } },
  { name: 'fatima', real_name: 'Fatima Zahra', tz: 'Africa/Casablanca', profile: { display_name: 'Fatima' } },
  { name: 'grace', real_name: 'Grace Kim', tz: 'Asia/Seoul', profile: { display_name: 'Grace' } },
  { name: 'hiro', real_name: 'Hiro Tanaka', tz: 'Asia/Kolkata', profile: { display_name: 'Hiro' } },
  { name: 'ines', real_name: 'Inês Duarte', tz: 'America/Sao_Paulo', profile: { display_name: 'Inês' } },
  { name: 'jonas', real_name: 'Jonas Weber', tz: 'Asia/Kathmandu', profile: { display_name: 'Jonas' } },
  {
    name: 'guest',
    real_name: 'Gus Visitor',
    tz: 'Europe/London',
    is_ultra_restricted: true,
    is_restricted: true,
    profile: { display_name: 'Gus' },
  },
  { name: 'gone', real_name: 'Nora Left', tz: 'Europe/London', deleted: true, profile: { display_name: 'Nora' } },
];

/** What the page tells a first-time visitor. */
export const GUIDE = {
  left: 'ada',
  right: 'ben',
  title: 'A pair books its next meeting',
  steps: [
    'You are *Ada* on the left, a mentee, and *Ben* on the right, her mentor.',
    'Ada has a welcome message with times. *Tap one of them.*',
    'Ben gets it as a suggestion. *Tap Accept.* Both see it booked; their *Home* tabs show it too.',
    'Move the clock above to the *next working day* until the reminder comes.',
    'Anything else: type */cohort* as Olivia, */book* or */pairing* as anybody.',
  ],
};
