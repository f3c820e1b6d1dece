import { describe, expect, test } from 'vitest';
import { closing, type Ran } from './closing-line.ts';

const ran = (state: Ran['state'], file = 'test/core/time.test.ts'): Ran => ({ name: 'a test', file, state });

describe('the last lines of a run', () => {
  test('count what passed and what failed, and nothing else', () => {
    const { lines } = closing([ran('passed'), ran('failed'), ran('passed')], 0, false);
    expect(lines).toEqual(['2 passed, 1 failed']);
  });

  test('count a file that could not be loaded as failed', () => {
    expect(closing([ran('passed')], 2, false).lines).toEqual(['1 passed, 2 failed']);
  });

  test('name what was skipped, and why', () => {
    const browser = { ...ran('skipped', 'test/browser/page.test.ts'), name: 'Ada clicks', note: 'no Chromium found' };
    expect(closing([browser, ran('skipped')], 0, false)).toEqual({
      lines: ['skipped: Ada clicks (no Chromium found)', 'skipped: a test (no reason given)', '0 passed, 0 failed'],
      missed: 0,
    });
  });

  test('count a browser test that was skipped in CI as failed, and no other', () => {
    expect(closing([ran('skipped', 'test/browser/page.test.ts'), ran('skipped')], 0, true)).toEqual({
      lines: [
        'skipped: a test (no reason given)',
        'skipped: a test (no reason given)',
        'In CI the browser tests must run, so those skipped count as failed. Install chromium.',
        '0 passed, 1 failed',
      ],
      missed: 1,
    });
  });
});
