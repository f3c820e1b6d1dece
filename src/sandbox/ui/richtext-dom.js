/** Between an editable element and a `rich_text` block. */

const STYLE_OF = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  S: 'strike',
  STRIKE: 'strike',
  DEL: 'strike',
  CODE: 'code',
  U: 'underline',
};
const BLOCKS = new Set(['DIV', 'P', 'UL', 'OL', 'BLOCKQUOTE', 'PRE', 'LI']);

/** The `rich_text` block of what stands in an editable element; null when nothing does. */
export function richTextOf(root) {
  const elements = [];
  let leaves = [];
  const flush = () => {
    const merged = mergeLeaves(leaves);
    if (merged.length > 0) elements.push({ type: 'rich_text_section', elements: merged });
    leaves = [];
  };
  const walk = (node, style) => {
    if (node.nodeType === 3) leaves.push(leafOf(node.data, style));
    else if (node.nodeName === 'BR') leaves.push({ type: 'text', text: '\n' });
    else if (node.nodeName === 'UL' || node.nodeName === 'OL') {
      flush();
      elements.push(...listsOf(node, 0));
    } else if (node.nodeName === 'BLOCKQUOTE' || node.nodeName === 'PRE') {
      flush();
      const type = node.nodeName === 'PRE' ? 'rich_text_preformatted' : 'rich_text_quote';
      const inside = node.nodeName === 'PRE' ? [leafOf(node.textContent, {})] : leavesIn(node);
      if (mergeLeaves(inside).length > 0) elements.push({ type, elements: mergeLeaves(inside) });
    } else if (node.nodeType === 1) {
      const isBlock = BLOCKS.has(node.nodeName);
      if (isBlock && leaves.length > 0) leaves.push({ type: 'text', text: '\n' });
      for (const child of node.childNodes) walk(child, styleWith(style, node));
    }
  };
  for (const child of root.childNodes) walk(child, {});
  flush();
  const last = elements.at(-1)?.elements?.at(-1);
  if (elements.at(-1)?.type === 'rich_text_section' && last?.type === 'text') {
    last.text = last.text.replace(/\n$/, '');
    if (last.text === '') elements.at(-1).elements.pop();
    if (elements.at(-1).elements.length === 0) elements.pop();
  }
  return elements.length > 0 ? { type: 'rich_text', elements } : null;
}

/** Fills an editable element from a `rich_text` block. Text only ever becomes text. */
export function fillFrom(root, block) {
  const document = root.ownerDocument;
  root.replaceChildren();
  for (const element of block?.elements ?? []) {
    if (element.type === 'rich_text_list') {
      const list = document.createElement(element.style === 'ordered' ? 'ol' : 'ul');
      for (const section of element.elements ?? []) {
        const item = document.createElement('li');
        appendLeaves(item, section.elements);
        list.append(item);
      }
      root.append(list);
    } else {
      const tag = { rich_text_quote: 'blockquote', rich_text_preformatted: 'pre' }[element.type] ?? 'div';
      const part = document.createElement(tag);
      appendLeaves(part, element.elements);
      root.append(part);
    }
  }
}

function appendLeaves(parent, leaves = []) {
  const document = parent.ownerDocument;
  const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code', underline: 'u' };
  for (const leaf of leaves) {
    let node = document.createTextNode(
      leaf.text ?? leaf.url ?? (leaf.name ? `:${leaf.name}:` : leaf.user_id ? `<@${leaf.user_id}>` : ''),
    );
    for (const [style, tag] of Object.entries(tags)) {
      if (!leaf.style?.[style]) continue;
      const around = document.createElement(tag);
      around.append(node);
      node = around;
    }
    parent.append(node);
  }
}

function listsOf(list, indent) {
  const style = list.nodeName === 'OL' ? 'ordered' : 'bullet';
  const found = [];
  let items = [];
  const flush = () => {
    if (items.length > 0) found.push({ type: 'rich_text_list', style, indent, elements: items });
    items = [];
  };
  for (const child of list.children) {
    if (child.nodeName === 'LI') {
      const merged = mergeLeaves(leavesIn(child));
      if (merged.length > 0) items.push({ type: 'rich_text_section', elements: merged });
    }
    const inner = child.nodeName === 'LI' ? [...child.children] : [child];
    for (const nested of inner.filter(({ nodeName }) => nodeName === 'UL' || nodeName === 'OL')) {
      flush();
      found.push(...listsOf(nested, Math.min(indent + 1, 8)));
    }
  }
  flush();
  return found;
}

function leavesIn(node, style = {}) {
  return [...node.childNodes].flatMap((child) => {
    if (child.nodeType === 3) return [leafOf(child.data, style)];
    if (child.nodeName === 'BR') return [{ type: 'text', text: '\n' }];
    if (child.nodeName === 'UL' || child.nodeName === 'OL') return [];
    return leavesIn(child, styleWith(style, child));
  });
}

function leafOf(text, style) {
  const leaf = { type: 'text', text: text.replaceAll('\u00a0', ' ') };
  return Object.keys(style).length > 0 ? { ...leaf, style } : leaf;
}

function styleWith(style, node) {
  const own = STYLE_OF[node.nodeName];
  return own ? { ...style, [own]: true } : style;
}

function mergeLeaves(leaves) {
  const merged = [];
  for (const leaf of leaves) {
    const last = merged.at(-1);
    if (leaf.text === '') continue;
    if (last && JSON.stringify(last.style) === JSON.stringify(leaf.style)) last.text += leaf.text;
    else merged.push({ ...leaf });
  }
  return merged.every(({ text }) => text.trim() === '') ? [] : merged;
}
