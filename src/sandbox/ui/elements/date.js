import { html, useState } from '../html.js';
import { useZone } from '../reader.js';
import { present } from '../store.js';
import { useElement } from '../surface.js';
import { stringOf } from '../text.js';
import { instantOf, localDate, localTime, zoneName } from '../zones.js';
import { DateField, TimeField } from './date-field.js';
import { Failed } from './failed.js';

/** https://docs.slack.dev/reference/block-kit/block-elements/date-picker-element */
export function DatePicker({ element, where, field }) {
  const { state, change, failed } = useElement(where, element);
  return html`<span class="picker"><${DateField} value=${state.selected_date} ...${labels(field, element, 'Date')}
      placeholder=${stringOf(element.placeholder) || undefined} onPick=${(date) => change(date, { type: element.type, selected_date: date })} />
    <${Failed} text=${failed} /></span>`;
}

/** https://docs.slack.dev/reference/block-kit/block-elements/time-picker-element */
export function TimePicker({ element, where, field }) {
  const { state, change, failed } = useElement(where, element);
  return html`<span class="picker"><${TimeField} value=${state.selected_time} ...${labels(field, element, 'Time')}
      placeholder=${stringOf(element.placeholder) || undefined} onPick=${(time) => change(time, { type: element.type, selected_time: time })} />
    ${element.timezone && html`<span class="zone-note">${zoneName(present(), element.timezone)} (${element.timezone})</span>`}
    <${Failed} text=${failed} /></span>`;
}

/** A date and a time in the reader's zone. https://docs.slack.dev/reference/block-kit/block-elements/datetime-picker-element */
export function DateTimePicker({ element, where, field }) {
  const { state, change, failed } = useElement(where, element);
  const [half, setHalf] = useState({});
  const zone = useZone();
  const at = state.selected_date_time;
  const date = half.date ?? (at ? localDate(at * 1000, zone) : null);
  const time = half.time ?? (at ? localTime(at * 1000, zone) : null);
  const pick = (part) => {
    const next = { date, time, ...part };
    if (next.date && next.time) {
      const seconds = Math.floor(instantOf(next.date, next.time, zone) / 1000);
      setHalf({});
      change(seconds, { type: element.type, selected_date_time: seconds });
    } else if (next.date || next.time) setHalf(next);
    else {
      setHalf({});
      change(null, { type: element.type, selected_date_time: null });
    }
  };
  return html`<span class="picker datetime" role="group" aria-labelledby=${field?.labelId} aria-label=${field ? undefined : 'Date and time'}>
    <${DateField} id=${field?.id} value=${date} label="Date" describedBy=${field?.describedBy} invalid=${field?.invalid} onPick=${(picked) => pick({ date: picked })} />
    <${TimeField} value=${time} label="Time" describedBy=${field?.describedBy} invalid=${field?.invalid} onPick=${(picked) => pick({ time: picked })} />
    <span class="zone-note">${zoneName(at ? at * 1000 : present(), zone)}</span><${Failed} text=${failed} />
  </span>`;
}

function labels(field, element, fallback) {
  if (!field) return { label: stringOf(element.placeholder) || fallback };
  return { id: field.id, describedBy: field.describedBy, invalid: field.invalid };
}
