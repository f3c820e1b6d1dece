import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMessage, checkView } from '../../src/sandbox/rules/index.ts';
import {
  actions,
  bold,
  button,
  context,
  cut,
  divider,
  escapeText,
  header,
  join,
  link,
  mention,
  message,
  mrkdwn,
  option,
  section,
  typed,
  typedContext,
  words,
} from '../../src/slack/kit.ts';

/** Texts as people and attackers type them. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('&', '<', '>', '!', '@', '#', 'U', '|', '*', '_', '`', ' ', 'a', '😀', '\n'),
    maxLength: 60,
  }),
  fc.constantFrom(
    '<!channel>',
    '<!here|here>',
    '<@UADA>',
    '<#C1|general>',
    '&lt;!channel&gt;',
    '<https://a.b|Click>',
    '&amp;',
  ),
);

/** Whether Slack would read something as a mention, a broadcast, a channel, a link or a date. */
const controls = (source: string) => /[<>]/.test(source);

describe('what somebody typed, inside mrkdwn', () => {
  test.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@UADA>', '&lt;@UADA&gt;'],
    ['R&D', 'R&amp;D'],
    ['&lt;', '&amp;lt;'],
    ['1 < 2 > 0', '1 &lt; 2 &gt; 0'],
    ['العربية', 'العربية'],
  ])('%s is shown as it stands', (typedText, source) => {
    expect(mrkdwn`Hello ${typedText}!`.mrkdwn).toBe(`Hello ${source}!`);
    expect(escapeText(typedText)).toBe(source);
    expect(bold(typedText).mrkdwn).toBe(`*${source}*`);
  });

  test('no text at all becomes a control sequence, wherever it is put', () => {
    fc.assert(
      fc.property(text, (any) => {
        const made = [
          mrkdwn`${any}`,
          mrkdwn`a${any}b`,
          bold(any),
          mrkdwn`${bold(any)}`,
          join([mrkdwn`${any}`, bold(any)]),
        ];
        expect(made.map(({ mrkdwn: source }) => source).filter(controls)).toEqual([]);
      }),
    );
  });

  test('what is mrkdwn already is left alone, so that it is escaped once', () => {
    expect(mrkdwn`${mention('UADA')} & ${bold('R&D')}`.mrkdwn).toBe('<@UADA> &amp; *R&amp;D*');
    expect(mrkdwn`${mrkdwn`${'<'}`}`.mrkdwn).toBe('&lt;');
  });

  test('our own words may hold what Slack would read as a control as well', () => {
    expect(mrkdwn`\`/cohort new <name>\` & more`.mrkdwn).toBe('`/cohort new &lt;name&gt;` &amp; more');
  });

  test('numbers are shown', () => {
    expect(mrkdwn`${45} minutes`.mrkdwn).toBe('45 minutes');
  });

  test('several texts are joined by what stands between them', () => {
    expect(join([mrkdwn`a`, mrkdwn`b`]).mrkdwn).toBe('a\nb');
    expect(join([mrkdwn`a`, mrkdwn`b`], ', ').mrkdwn).toBe('a, b');
    expect(join([]).mrkdwn).toBe('');
  });

  test.each([
    ['https://a.b/?x=1&y=2', 'R&D', '<https://a.b/?x=1&amp;y=2|R&amp;D>'],
    ['https://a.b/x|y', 'a|b', '<https://a.b/x%7Cy|a/b>'],
    ['https://a.b/x y', 'Click', '<https://a.b/x%20y|Click>'],
    ['https://a.b/>', '<!channel>', '<https://a.b/&gt;|&lt;!channel&gt;>'],
  ])('a link to %s called %s is one link', (url, label, source) => {
    expect(link(url, label).mrkdwn).toBe(source);
  });

  test('no address and no label end a link before its time', () => {
    fc.assert(
      fc.property(text, text, (url, label) => {
        const source = link(url, label).mrkdwn;
        expect(source.slice(1, -1)).not.toMatch(/[<>]/);
        expect(source.split('|')).toHaveLength(2);
      }),
    );
  });
});

describe('cutting', () => {
  test.each([
    ['fits', 4, 'fits'],
    ['does not fit', 5, 'does…'],
    ['ab', 1, '…'],
    ['', 10, ''],
    ['ab😀', 4, 'ab😀'],
    ['ab😀c', 4, 'ab…'],
    ['ab😀cd', 5, 'ab😀…'],
  ])('"%s" to %i characters', (whole, max, kept) => {
    expect(cut(whole, max)).toBe(kept);
  });

  test('is never longer than allowed, and never leaves half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (whole, max) => {
        const kept = cut(whole, max);
        expect(kept.length).toBeLessThanOrEqual(max);
        expect(kept.isWellFormed()).toBe(true);
        expect(whole.startsWith(kept.replace(/…$/, ''))).toBe(true);
      }),
    );
  });

  const textOf = (block: unknown) => (block as { text: { text: string } }).text.text;

  test.each([
    ['an entity', mrkdwn`${'x'.repeat(2_996)}${'&&'}`],
    ['a mention', mrkdwn`${'x'.repeat(2_990)}${mention('UADA1234567')} and more`],
    ['a link', mrkdwn`${'x'.repeat(2_980)}${link('https://a.b/c', 'A long label')} and more`],
    ['an emoji', mrkdwn`${'x'.repeat(2_997)}😀😀`],
  ])('a paragraph that is too long ends before %s, not in it', (_what, source) => {
    const kept = textOf(section(source));
    expect(kept.length).toBeLessThanOrEqual(3_000);
    expect(kept.length).toBeGreaterThan(2_970);
    expect(kept).toMatch(/x+…$/);
  });

  test('a paragraph of 3,000 characters is left alone', () => {
    expect(textOf(section(mrkdwn`${'x'.repeat(3_000)}`))).toBe('x'.repeat(3_000));
  });

  test('what is cut is still well-formed: entities, mentions and characters are whole', () => {
    const piece = fc.oneof(
      fc.constantFrom('&', '<', '>', '😀', 'a', ' '),
      fc.constant(mention('UADA')),
      fc.constant(link('https://a.b/?c=1&d=2', 'R&D')),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 300, maxLength: 1_500 }), (pieces) => {
        const kept = textOf(
          section(
            join(
              pieces.map((each) => mrkdwn`${each}`),
              '',
            ),
          ),
        );
        expect(kept.length).toBeLessThanOrEqual(3_000);
        expect(kept.isWellFormed()).toBe(true);
        // Without the controls that are whole, nothing of them is left over.
        const rest = kept
          .replaceAll('<@UADA>', '')
          .replaceAll('<https://a.b/?c=1&amp;d=2|R&amp;D>', '')
          .replaceAll(/&(amp|lt|gt);/g, '');
        expect(rest).not.toMatch(/[&<>]/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('blocks', () => {
  const hostile = '<!channel> *bold* & :wave: '.repeat(200);

  test.each([
    ['a heading', header(hostile)],
    ['a paragraph', section(mrkdwn`${hostile}`)],
    ['a typed paragraph', typed(hostile)],
    ['small print', context(mrkdwn`${hostile}`, bold(hostile))],
    ['typed small print', typedContext(hostile)],
    ['small print of twelve texts', context(...Array.from({ length: 12 }, (_each, n) => mrkdwn`${n}`))],
    ['a rule', divider()],
    [
      'a button',
      actions(
        button('do.it', hostile, {
          value: 'x',
          style: 'danger',
          says: hostile,
          confirm: { title: hostile, text: hostile, yes: hostile, no: hostile },
        }),
      ),
    ],
    ['a link button', actions(button('go', hostile, { url: 'https://example.com' }))],
  ])('%s with far too much text is cut to what Slack takes', (_what, block) => {
    expect(checkMessage(message(block, section(mrkdwn`.`)))).toEqual([]);
  });

  test('an option is cut to what Slack takes', () => {
    const element = { type: 'static_select' as const, action_id: 'a', options: [option(hostile, 'v')] };
    const view = {
      type: 'modal',
      title: words(hostile, 24),
      close: words('Close', 24),
      blocks: [{ type: 'actions', elements: [element] }],
    };
    expect(checkView(view)).toEqual([]);
  });

  test('what somebody typed stands in plain text, where Slack reads no markup and makes no emoji of it', () => {
    expect(typed('<!channel> :wave:')).toEqual({
      type: 'section',
      text: { type: 'plain_text', text: '<!channel> :wave:', emoji: false },
    });
    expect(typedContext('*a*')).toEqual({
      type: 'context',
      elements: [{ type: 'plain_text', text: '*a*', emoji: false }],
    });
    expect(header('&')).toEqual({ type: 'header', text: { type: 'plain_text', text: '&', emoji: false } });
  });

  test('a paragraph turns nothing into a link by itself', () => {
    expect(section(mrkdwn`#general`)).toEqual({
      type: 'section',
      text: { type: 'mrkdwn', text: '#general', verbatim: true },
    });
  });

  test('a button has only what it was given', () => {
    expect(button('do.it', 'Do it')).toEqual({
      type: 'button',
      action_id: 'do.it',
      text: { type: 'plain_text', text: 'Do it', emoji: false },
    });
    expect(button('do.it', 'Do it', { value: '' })).toHaveProperty('value', '');
  });
});

describe('the text of a message', () => {
  test('says in order what the blocks say, buttons in brackets, and nothing is markup that was typed', () => {
    const { text: said } = message(
      header('Welcome to R&D'),
      section(mrkdwn`${mention('UBEN')} is your mentor.`),
      divider(),
      typed('<!channel> is what she typed'),
      context(mrkdwn`small`, mrkdwn`print`),
      typedContext('Where: <Room>'),
      actions(button('yes', 'Yes & no'), button('no', 'No')),
    );
    expect(said).toBe(
      [
        'Welcome to R&amp;D',
        '<@UBEN> is your mentor.',
        '&lt;!channel&gt; is what she typed',
        'small print',
        'Where: &lt;Room&gt;',
        '[Yes &amp; no] [No]',
      ].join('\n'),
    );
  });

  test('of any blocks is short enough to be changed later, and whole to its last character', () => {
    const block = text.filter((each) => each.trim() !== '').map((each) => typed(each.repeat(40)));
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 20 }), (blocks) => {
        const made = message(...blocks);
        expect(checkMessage(made, { use: 'chat.update' })).toEqual([]);
        expect(made.text).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
      }),
      { numRuns: 100 },
    );
  });
});
