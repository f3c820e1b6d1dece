import { Combobox } from '../combobox.js';
import { html, useRef, useState } from '../html.js';
import { Avatar, nameOf } from '../reader.js';
import { useStore } from '../store.js';
import { useElement } from '../surface.js';
import { Plain, stringOf } from '../text.js';
import { Failed } from './failed.js';

/** Static selects, single and multi. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export function StaticSelect(props) {
  const { element } = props;
  return html`<${OptionSelect} ...${props} choices=${choicesOf(element)} />`;
}

/** Selects whose options the app gives for what is typed. */
export function ExternalSelect(props) {
  const { element, where } = props;
  const { surface } = useElement(where, element);
  const [found, setFound] = useState({ choices: [], loading: false, note: '' });
  const asked = useRef('');
  const timer = useRef(0);
  const least = element.min_query_length ?? 3;
  const ask = (typed) => {
    asked.current = typed;
    clearTimeout(timer.current);
    if (typed.length < least) {
      setFound({
        choices: [],
        loading: false,
        note: `Type at least ${least} ${least === 1 ? 'character' : 'characters'}`,
      });
      return;
    }
    setFound((before) => ({ ...before, loading: true }));
    timer.current = setTimeout(async () => {
      const answer = await surface.suggest(where.blockId, element, typed);
      if (asked.current !== typed) return;
      const failed = !answer || answer.delivered?.error;
      setFound({
        choices: answer ? choicesOf(answer) : [],
        loading: false,
        note: failed ? 'The choices could not be loaded' : 'No matches',
      });
    }, 200);
  };
  return html`<${OptionSelect} ...${props} choices=${found.choices} loading=${found.loading} emptyText=${found.note} onQuery=${ask} />`;
}

/** Selects of people, conversations or channels. */
export function PlaceSelect(props) {
  const { element, where } = props;
  const { surface } = useElement(where, element);
  const kind = element.type.replace('multi_', '').replace('_select', '');
  const users = useStore((state) => state.users);
  const conversations = useStore((state) => state.desks[surface.as]?.conversations);
  const choices = kind === 'users' ? people(users) : places(conversations ?? {}, kind, element.filter, users);
  const noun = { users: 'user', conversations: 'conversation', channels: 'channel' }[kind];
  const content = (ids, multi) => (multi ? { [`selected_${noun}s`]: ids } : { [`selected_${noun}`]: ids[0] ?? null });
  const chosenIds = (state) => state[`selected_${noun}s`] ?? [state[`selected_${noun}`]].filter(Boolean);
  return html`<${Select} ...${props} choices=${choices} idsOf=${chosenIds} content=${content} />`;
}

function OptionSelect(props) {
  const known = useRef(new Map());
  for (const choice of props.choices) known.current.set(choice.value, choice.option);
  const chosenIds = (state) => {
    const options = state.selected_options?.length ? state.selected_options : [state.selected_option].filter(Boolean);
    for (const option of options) known.current.set(option.value, option);
    return options.map(({ value }) => value);
  };
  const content = (ids, multi) => {
    const options = ids.map((id) => known.current.get(id));
    return multi ? { selected_options: options } : { selected_option: options[0] ?? null };
  };
  const nameChoice = (id) => {
    const option = known.current.get(id);
    return {
      value: id,
      label: stringOf(option?.text) || id,
      face: option && html`<${Plain} text=${option.text.text} />`,
    };
  };
  return html`<${Select} ...${props} idsOf=${chosenIds} content=${content} nameChoice=${nameChoice} />`;
}

function Select({ element, where, field, choices, idsOf, content, nameChoice, loading, emptyText, onQuery }) {
  const { state, change, failed, busy } = useElement(where, element);
  const multi = element.type.startsWith('multi_');
  const ids = idsOf(state);
  const chosen = ids.map(
    (id) => choices.find(({ value }) => value === id) ?? nameChoice?.(id) ?? { value: id, label: id },
  );
  const report = (next) => change(multi ? next : (next[0] ?? null), { type: element.type, ...content(next, multi) });
  return html`<span class=${`select ${busy ? 'busy' : ''}`}>
    <${Combobox} id=${field?.id} label=${field ? undefined : stringOf(element.placeholder) || 'Choose'} describedBy=${field?.describedBy}
      invalid=${field?.invalid} multi=${multi} max=${element.max_selected_items} choices=${choices} chosen=${chosen} loading=${loading}
      placeholder=${stringOf(element.placeholder) || (multi ? 'Choose some' : 'Choose one')} emptyText=${emptyText} clearable=${where.input && where.optional}
      onQuery=${onQuery} onPick=${({ value }) => report(multi ? [...ids, value] : [value])}
      onRemove=${({ value }) => report(ids.filter((id) => id !== value))} />
  </span><${Failed} text=${failed} />`;
}

function choicesOf({ options = [], option_groups: groups = [] }) {
  const choice = (option, group) => ({
    value: option.value,
    label: stringOf(option.text),
    face: html`<${Plain} text=${option.text.text} />`,
    description: option.description && stringOf(option.description),
    group,
    option,
  });
  return [
    ...(options ?? []).map((option) => choice(option)),
    ...(groups ?? []).flatMap((group) => group.options.map((option) => choice(option, stringOf(group.label)))),
  ];
}

function people(users) {
  return Object.values(users)
    .filter((user) => !user.deleted)
    .map((user) => ({
      value: user.id,
      label: nameOf(user),
      face: html`<${Avatar} user=${user} size=${20} /> ${nameOf(user)}`,
      description: user.is_bot ? 'App' : user.real_name === nameOf(user) ? `@${user.name}` : user.real_name,
      keywords: `${user.name} ${user.real_name}`,
    }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

function places(conversations, kind, filter, users) {
  const kinds = { im: 'im', mpim: 'mpim', channel: 'public', private: 'private' };
  const isOffered = ({ kind: own, members }) => {
    if (kind === 'channels') return own === 'channel';
    if (filter?.include && !filter.include.includes(kinds[own])) return false;
    return !(filter?.exclude_bot_users && own === 'im' && members.some((id) => users[id]?.is_bot));
  };
  return Object.values(conversations)
    .filter((conversation) => !conversation.is_archived && isOffered(conversation))
    .map(({ id, title }) => ({ value: id, label: title }));
}
