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

function write(lines, value, pointer, indent, lead, tail) {
  const isList = Array.isArray(value);
  if (value === null || typeof value !== 'object') {
    lines.push({ text: `${indent}${lead}${JSON.stringify(value) ?? 'null'}${tail}`, pointer });
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
