import type { PersonOptions } from './people.ts';

/** Whom the demonstration workspace knows: a programme's people in several zones, and those who must not be paired. */
export const CAST: readonly PersonOptions[] = [
  { name: 'olivia', real_name: 'Olivia Hart', tz: 'Europe/London', is_admin: true, profile: { title: 'Runs Cairn' } },
  { name: 'carlos', real_name: 'Carlos Vega', tz: 'Europe/Madrid', profile: { title: 'Programme coordinator' } },
  { name: 'ada', real_name: 'Ada Lindqvist', tz: 'Europe/London' },
  { name: 'ben', real_name: 'Ben Okafor', tz: 'Europe/Vienna' },
  { name: 'cleo', real_name: 'Cleo Marsh', tz: 'America/New_York' },
  { name: 'dan', real_name: 'Dan Petrov', tz: 'Europe/Berlin' },
  { name: 'emil', real_name: 'Emil Sørensen', tz: 'Europe/Copenhagen' },
  { name: 'fatima', real_name: 'Fatima Zahra', tz: 'Africa/Casablanca' },
  { name: 'grace', real_name: 'Grace Kim', tz: 'Asia/Seoul' },
  { name: 'hiro', real_name: 'Hiro Tanaka', tz: 'Asia/Kolkata' },
  { name: 'ines', real_name: 'Inês Duarte', tz: 'America/Sao_Paulo' },
  { name: 'jonas', real_name: 'Jonas Weber', tz: 'Asia/Kathmandu' },
  { name: 'guest', real_name: 'Gus Visitor', tz: 'Europe/London', is_ultra_restricted: true, is_restricted: true },
  { name: 'gone', real_name: 'Nora Left', tz: 'Europe/London', deleted: true },
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
