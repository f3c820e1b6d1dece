import { describe, expect, test } from 'vitest';
import { commandText, linksOf, type Names, readableText, storedText, typedText } from '../../src/sandbox/text.ts';

const names = {
  user: (name: string) => (name === 'ada' || name === 'U1' ? { id: 'U1', name: 'ada' } : undefined),
  conversation: (name: string) => (name === 'general' || name === 'C1' ? { id: 'C1', name: 'general' } : undefined),
} as unknown as Names;

describe('text as Slack stores it', () => {
  test.each([
    ['a & b', 'a &amp; b'],
    ['a &amp; b', 'a &amp; b'],
    ['1 < 2 > 0', '1 &lt; 2 &gt; 0'],
    ['<@U1> <#C1> <!here> <!date^1^{date}|x>', '<@U1> <#C1> <!here> <!date^1^{date}|x>'],
    ['<https://a.example|a & b>', '<https://a.example|a & b>'],
    ['<script>', '&lt;script&gt;'],
    ['see https://a.example/x?y=1.', 'see <https://a.example/x?y=1>.'],
    ['(https://a.example)', '(<https://a.example>)'],
  ])('%s → %s', (given, stored) => {
    expect(storedText(given, true)).toBe(stored);
  });

  test('addresses stay plain when nothing is to be linked', () => {
    expect(storedText('https://a.example', false)).toBe('https://a.example');
  });
});

describe('text as a person types it', () => {
  test.each([
    ['hi @ada & <@U1>', 'hi <@U1> &amp; &lt;@U1&gt;'],
    ['mail ada@ada.example', 'mail ada@ada.example'],
    ['in #general or #other', 'in <#C1|> or #other'],
    ['@channel!', '<!channel>!'],
    ['https://a.example?a=1&b=2', '<https://a.example?a=1&amp;b=2>'],
  ])('%s → %s', (typed, stored) => {
    expect(typedText(typed, names)).toBe(stored);
  });
});

describe('the text of a command', () => {
  test.each([
    ['@ada in #general', '<@U1|ada> in <#C1|general>'],
    ['@ada, @nobody', '<@U1|ada>, @nobody'],
    ['@ada.', '<@U1|ada>.'],
    ['<@U1> & @channel', '<@U1> & @channel'],
  ])('%s → %s', (typed, sent) => {
    expect(commandText(typed, names, true)).toBe(sent);
    expect(commandText(typed, names, false)).toBe(typed);
  });
});

describe('text as it is read', () => {
  test.each([
    ['<@U1> and <@U9|zoe>', '@ada and @zoe'],
    ['<#C1> <!subteam^S1|@team> <!here>', '#general @team @here'],
    ['<!date^1^{date_short} {time}^https://x.example|1 Jan, 00:00 UTC>', '1 Jan, 00:00 UTC'],
    ['<https://a.example|the site> <mailto:a@b.c>', 'the site a@b.c'],
    ['a &amp; b &lt;c&gt; &amp;amp;', 'a & b <c> &amp;'],
  ])('%s → %s', (stored, read) => {
    expect(readableText(stored, names)).toBe(read);
  });

  test('its links are their addresses', () => {
    expect(linksOf('<https://a.example?x=1&amp;y=2|x> and <mailto:a@b.c>')).toEqual([
      'https://a.example?x=1&y=2',
      'mailto:a@b.c',
    ]);
  });
});
