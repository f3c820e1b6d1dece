import { expect, test } from 'vitest';
import { startOrganisation } from './organisation.ts';

test('a synthetic organisation can be looked at: Olivia asks for its report', async () => {
  const { slack, stop } = await startOrganisation({ pairs: 4, weeks: 12, seed: 1, port: 0 });
  const olivia = slack.as('olivia');
  await olivia.types('/cohort report');
  await olivia.inbox.next(/I have sent you the report/);
  const report = olivia.inbox.all().find(({ text }) => text.startsWith('Leaders 2026: how it goes, Tue 1 Dec'));
  expect(report?.text).toMatch(/\*Meetings held\*\n[1-9]\d* of [1-9]\d* expected/);
  await stop();
});
