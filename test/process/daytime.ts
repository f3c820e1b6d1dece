const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Zones without summer time, by their hours ahead of UTC (IANA time zone database, 2026a). */
const ZONES: readonly [hoursAhead: number, zone: string][] = [
  [-11, 'Pacific/Pago_Pago'],
  [-10, 'Pacific/Honolulu'],
  [-9, 'Pacific/Gambier'],
  [-8, 'Pacific/Pitcairn'],
  [-7, 'America/Phoenix'],
  [-6, 'America/Costa_Rica'],
  [-5, 'America/Lima'],
  [-4, 'America/La_Paz'],
  [-3, 'America/Argentina/Buenos_Aires'],
  [-2, 'America/Noronha'],
  [-1, 'Atlantic/Cape_Verde'],
  [0, 'Africa/Abidjan'],
  [1, 'Africa/Lagos'],
  [2, 'Africa/Johannesburg'],
  [3, 'Africa/Nairobi'],
  [4, 'Asia/Dubai'],
  [5, 'Asia/Karachi'],
  [6, 'Asia/Dhaka'],
  [7, 'Asia/Bangkok'],
  [8, 'Asia/Singapore'],
  [9, 'Asia/Tokyo'],
  [10, 'Australia/Brisbane'],
  [11, 'Pacific/Guadalcanal'],
  [12, 'Pacific/Tarawa'],
  [13, 'Pacific/Tongatapu'],
  [14, 'Pacific/Kiritimati'],
];

/** Somewhere on earth, with a clock that stays the same all year. Instants are UTC ms. */
export type Somewhere = {
  zone: string;
  /** 0 is Sunday. */
  weekday(instant: number): number;
  /** Hours after local midnight, such as 14.5. */
  hour(instant: number): number;
  /** The instant of a local hour, so many days after the local day of another instant. */
  at(hour: number, days: number, instant: number): number;
};

function somewhere([hoursAhead, zone]: readonly [number, string]): Somewhere {
  const wall = (instant: number) => instant + hoursAhead * HOUR;
  return {
    zone,
    weekday: (instant) => new Date(wall(instant)).getUTCDay(),
    hour: (instant) => (wall(instant) % DAY) / HOUR,
    at: (hour, days, instant) => (Math.floor(wall(instant) / DAY) + days) * DAY + (hour - hoursAhead) * HOUR,
  };
}

/** Where it is a weekday between 10:30 and 14:00 at that instant; undefined at weekends, when that may be nowhere. */
export function whereItIsWorkingTime(instant: number): Somewhere | undefined {
  return ZONES.map(somewhere).find(
    (place) => !isWeekend(place.weekday(instant)) && place.hour(instant) >= 10.5 && place.hour(instant) < 14,
  );
}

/** Where it is between 19:00 and 20:00 at that instant, or shortly around it: nobody works there. */
export function whereItIsEvening(instant: number): Somewhere {
  const places = ZONES.map(somewhere);
  const late = places.find((place) => place.hour(instant) >= 19 && place.hour(instant) < 21);
  if (!late) throw new Error('there is an evening somewhere at any time');
  return late;
}

/** The local hour on the first weekday after the local day of an instant. */
export function onNextWeekday(place: Somewhere, hour: number, instant: number): number {
  const days = [1, 2, 3].find((ahead) => !isWeekend(place.weekday(place.at(12, ahead, instant))));
  return place.at(hour, days ?? 1, instant);
}

/** The local hour on the last weekday before the local day of an instant. */
export function onWeekdayBefore(place: Somewhere, hour: number, instant: number): number {
  const days = [1, 2, 3].find((back) => !isWeekend(place.weekday(place.at(12, -back, instant))));
  return place.at(hour, -(days ?? 1), instant);
}

function isWeekend(weekday: number): boolean {
  return weekday === 0 || weekday === 6;
}
