const LONGEST = 600;

/** JSON as lines, each with the JSON pointer (RFC 6901) of what it belongs to. */
export function linesOf(value) {
  const lines = [];
  write(lines, value, '', '', '', '');
  return lines;
}

/** Pointers in the texts of an answer: `… [json-pointer:/blocks/0/text]`. */
export function pointersIn(answer) {
  const texts = answer?.errors ?? answer?.response_metadata?.messages ?? [];
  return texts
    .filter((text) => typeof text === 'string')
    .map((text) => {
      const [, message, pointer = ''] = /^(?:\[ERROR\] )?(.*?)(?:\s*\[json-pointer:([^\]]*)\])?$/s.exec(text);
      return { message, pointer };
    });
}

/** A value as JSON; a very long text by its beginning, its end and its length. */
function shortened(value) {
  const text = JSON.stringify(value) ?? 'null';
  return text.length <= LONGEST
    ? text
    : `${text.slice(0, LONGEST / 2)}…${text.slice(-40)} (${value.length} characters)`;
}

function write(lines, value, pointer, indent, lead, tail) {
  const isList = Array.isArray(value);
  if (value === null || typeof value !== 'object') {
    lines.push({ text: `${indent}${lead}${shortened(value)}${tail}`, pointer });
    return;
  }
  const entries = Object.entries(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    lines.push({ text: `${indent}${lead}${open}${close}${tail}`, pointer });
    return;
  }
  lines.push({ text: `${indent}${lead}${open}`, pointer });
  entries.forEach(([key, inner], at) => {
    const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
    write(
      lines,
      inner,
      `${pointer}/${step}`,
      `${indent}  `,
      isList ? '' : `${JSON.stringify(key)}: `,
      at < entries.length - 1 ? ',' : '',
    );
  });
  lines.push({ text: `${indent}${close}${tail}`, pointer });
}
