import { html } from '../html.js';
import { Button, FeedbackButtons, IconButton, Overflow, WorkflowButton } from './button.js';
import { Checkboxes, RadioButtons } from './choice.js';
import { DatePicker, DateTimePicker, TimePicker } from './date.js';
import { FileInput } from './file.js';
import { RichTextInput } from './rich-text-input.js';
import { ExternalSelect, PlaceSelect, StaticSelect } from './select.js';
import { TextInput } from './text-input.js';

/** Every element that people act on, by type. https://docs.slack.dev/reference/block-kit/block-elements */
const ELEMENTS = {
  button: Button,
  workflow_button: WorkflowButton,
  icon_button: IconButton,
  feedback_buttons: FeedbackButtons,
  overflow: Overflow,
  checkboxes: Checkboxes,
  radio_buttons: RadioButtons,
  static_select: StaticSelect,
  multi_static_select: StaticSelect,
  external_select: ExternalSelect,
  multi_external_select: ExternalSelect,
  users_select: PlaceSelect,
  multi_users_select: PlaceSelect,
  conversations_select: PlaceSelect,
  multi_conversations_select: PlaceSelect,
  channels_select: PlaceSelect,
  multi_channels_select: PlaceSelect,
  datepicker: DatePicker,
  timepicker: TimePicker,
  datetimepicker: DateTimePicker,
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  rich_text_input: RichTextInput,
  file_input: FileInput,
};

/**
 * One interactive element. `where`: `{ blockId, input?, dispatch?, optional? }`; `field` (inside input blocks): `{ id, labelId, describedBy,
 * invalid, required }`.
 */
export function Element({ element, where, field }) {
  const draw = ELEMENTS[element.type];
  if (!draw) return html`<span class="unknown">${element.type} cannot be drawn here</span>`;
  return html`<${draw} element=${element} where=${where} field=${field} />`;
}

/** Does its label belong to a group of controls, not to one? */
export function isGroup(element) {
  return ['checkboxes', 'radio_buttons', 'datetimepicker', 'file_input', 'rich_text_input'].includes(element.type);
}
