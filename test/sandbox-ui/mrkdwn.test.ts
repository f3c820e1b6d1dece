import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageModule } from './page-module.ts';

interface Node {
  type: string;
  text?: string;
  children?: Node[];
  [more: string]: unknown;
}

const { decodeEntities, isSafeUrl, parseMrkdwn, parsePlain } = await pageModule<{
  parseMrkdwn(text: string): Node[];
  parsePlain(text: string): Node[];
  decodeEntities(text: string): string;
  isSafeUrl(url: string): boolean;
}>('mrkdwn.js');

/** A short form of a tree: styles as their tag, everything else as `type:what`. */
function sketch(nodes: Node[]): string {
  return nodes.map(draw).join('');
}

function draw(node: Node): string {
  const inside = node.children ? sketch(node.children) : (node.text ?? '');
  switch (node.type) {
    case 'text':
      return inside;
    case 'line':
      return `${inside}⏎`;
    case 'link':
      return `<link ${node.url}|${node.label}>`;
    case 'user':
    case 'channel':
    case 'group':
      return `<${node.type} ${node.id}>`;
    case 'broadcast':
      return `<broadcast ${node.range}>`;
    case 'date':
      return `<date ${node.seconds} ${node.format}|${node.fallback}>`;
    case 'emoji':
      return `<emoji ${node.name}>`;
    default:
      return `<${node.type}>${inside}</${node.type}>`;
  }
}

describe('mrkdwn', () => {
  test.each([
    ['*bold* and _italic_ and ~gone~', '<bold>bold</bold> and <italic>italic</italic> and <strike>gone</strike>⏎'],
    ['*bold _both_*', '<bold>bold <italic>both</italic></bold>⏎'],
    ['a*b*c and snake_case_name', 'a*b*c and snake_case_name⏎'],
    ['* not bold * and *not bold *', '* not bold * and *not bold *⏎'],
    ['2 * 3 * 4', '2 * 3 * 4⏎'],
    ['*over\nlines*', '*over⏎lines*⏎'],
    ['(*in brackets*)', '(<bold>in brackets</bold>)⏎'],
    ['*<@U1>*', '<bold><user U1></bold>⏎'],
    ['`*as typed* &lt;b&gt;`', '<code>*as typed* <b></code>⏎'],
    ['before ```\n*x*\ny\n``` after', 'before ⏎<pre>*x*\ny</pre> after⏎'],
    ['&gt; one\n> two\nthree', '<quote>one⏎two⏎</quote>three⏎'],
    ['&gt;&gt;&gt; all\nof it', '<quote>all⏎of it⏎</quote>'],
  ])('%j', (text, expected) => {
    expect(sketch(parseMrkdwn(text))).toBe(expected);
  });

  test.each([
    ['<@U1>', '<user U1>⏎'],
    ['<@U1|ada>', '<user U1>⏎'],
    ['<#C1|general>', '<channel C1>⏎'],
    ['<!here>', '<broadcast here>⏎'],
    ['<!channel>', '<broadcast channel>⏎'],
    ['<!subteam^S1|mentors>', '<group S1>⏎'],
    ['<https://a.example/x|here &amp; there>', '<link https://a.example/x|here & there>⏎'],
    ['<https://a.example/?a=1&amp;b=2>', '<link https://a.example/?a=1&b=2|https://a.example/?a=1&b=2>⏎'],
    ['<mailto:a@b.example>', '<link mailto:a@b.example|a@b.example>⏎'],
    ['see https://a.example/x.', 'see <link https://a.example/x|https://a.example/x>.⏎'],
    ['<!date^1795555800^{date_short} {time}|30 Nov>', '<date 1795555800 {date_short} {time}|30 Nov>⏎'],
    ['<!date^soon^{date}|soon>', 'soon⏎'],
    [':tada: at 10:30:45 :not_known:', '<emoji tada> at 10:30:45 :not_known:⏎'],
  ])('what %j stands for', (text, expected) => {
    expect(sketch(parseMrkdwn(text))).toBe(expected);
  });

  test('entities are decoded once, and nothing else is', () => {
    expect(decodeEntities('&amp;lt;b&amp;gt; &lt;i&gt; &quot; &#60;')).toBe('&lt;b&gt; <i> &quot; &#60;');
    expect(sketch(parseMrkdwn('&lt;script&gt;alert(1)&lt;/script&gt;'))).toBe('<script>alert(1)</script>⏎');
    expect(parseMrkdwn('&lt;script&gt;')).toEqual([{ type: 'line', children: [{ type: 'text', text: '<script>' }] }]);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', ' javascript:x', 'file:///etc/passwd'])(
    '%s never becomes a link',
    (url) => {
      expect(isSafeUrl(url)).toBe(false);
      expect(JSON.stringify(parseMrkdwn(`<${url}|press>`))).not.toContain('"link"');
    },
  );

  test('plain text keeps its stars, and shows emoji', () => {
    expect(sketch(parsePlain('*Done* :+1: &amp; more'))).toBe('*Done* <emoji +1> & more');
  });

  test('whatever is written, no word is lost', () => {
    const words = fc.array(
      fc.constantFrom('word', '*', '_', '~', '`', '>', ' ', '\n', ':', '<', '@U1', '|', 'a.b', '```', '&amp;'),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join('');
        const count = (all: string) => all.split('word').length - 1;
        expect(count(JSON.stringify(parseMrkdwn(text)))).toBe(count(text));
      }),
    );
  });
});
