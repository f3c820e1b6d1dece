import type { PersonOptions } from './people.ts';

/** Whom the demonstration workspace knows: a programme's people in several zones, and somebody who must not be paired. */
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
    profile: { display_name: 'Carlos', title: 'In no pair yet' },
  },
  person('ada', 'Ada Lindqvist', 'Europe/London'),
  person('ben', 'Ben Okafor', 'Europe/Vienna'),
  person('cleo', 'Cleo Marsh', 'America/New_York'),
  person('dan', 'Dan Petrov', 'Europe/Berlin'),
  person('emil', 'Emil Sørensen', 'Europe/Copenhagen'),
  person('fatima', 'Fatima Zahra', 'Africa/Casablanca'),
  person('grace', 'Grace Kim', 'Asia/Seoul'),
  person('hiro', 'Hiro Tanaka', 'Asia/Kolkata'),
  person('ines', 'Inês Duarte', 'America/Sao_Paulo'),
  person('jonas', 'Jonas Weber', 'Asia/Kathmandu'),
  person('kofi', 'Kofi Mensah', 'Africa/Accra'),
  person('lena', 'Lena Vogel', 'Europe/Vienna'),
  person('mila', 'Mila Horvat', 'Europe/Zagreb'),
  person('noah', 'Noah Laurent', 'Europe/Paris'),
  person('oscar', 'Oscar Nilsson', 'Europe/Stockholm'),
  person('peter', 'Peter Novak', 'Europe/Prague'),
  person('rosa', 'Rosa Lopes', 'Europe/Lisbon'),
  person('sam', 'Sam Whitaker', 'Europe/London'),
  {
    name: 'guest',
    real_name: 'Gus Visitor',
    tz: 'Europe/London',
    is_ultra_restricted: true,
    is_restricted: true,
    profile: { display_name: 'Gus' },
  },
  // Leaves in the course of the story.
  person('gone', 'Nora Left', 'Europe/London'),
];

function person(name: string, realName: string, tz: string): PersonOptions {
  return { name, real_name: realName, tz, profile: { display_name: realName.split(' ')[0] ?? realName } };
}
