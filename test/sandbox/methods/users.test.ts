import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack.ts';
import { clientOf, refusalOf } from '../support/client.ts';

let slack: Slack;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlack({
    clock: '2026-11-23T10:00:00Z',
    users: [
      {
        name: 'ada',
        id: 'UADA',
        tz: 'Europe/London',
        locale: 'en-GB',
        is_admin: true,
        profile: { email: 'ada@example.org' },
      },
      { name: 'ben', id: 'UBEN', tz: 'Asia/Kathmandu', presence: 'away' },
      { name: 'guest', id: 'UGUEST', is_ultra_restricted: true },
      { name: 'nowhere', id: 'UNOWHERE', tz: null },
      { name: 'gone', id: 'UGONE', deleted: true },
    ],
  });
  client = clientOf(slack);
});

afterEach(() => slack.stop());

describe('users.info', () => {
  test('tells zone, offset, roles and e-mail', async () => {
    const { user } = await client.users.info({ user: 'UADA' });
    expect(user).toMatchObject({
      id: 'UADA',
      name: 'ada',
      tz: 'Europe/London',
      tz_offset: 0,
      is_admin: true,
      is_owner: false,
      is_bot: false,
      deleted: false,
      profile: { email: 'ada@example.org', real_name: 'Ada' },
    });
    expect(user).not.toHaveProperty('locale');
    expect((await client.users.info({ user: 'UBEN' })).user?.tz_offset).toBe(20_700);
  });

  test('the offset follows the moved clock over daylight saving', async () => {
    await slack.clock.set('2026-07-01T10:00:00Z');
    expect((await client.users.info({ user: 'UADA' })).user?.tz_offset).toBe(3600);
  });

  test('tells the locale on request, guests as guests, and leaves an unknown zone out', async () => {
    expect((await client.users.info({ user: 'UADA', include_locale: true })).user?.locale).toBe('en-GB');
    expect((await client.users.info({ user: 'UGUEST' })).user).toMatchObject({
      is_restricted: true,
      is_ultra_restricted: true,
    });
    expect((await client.users.info({ user: 'UNOWHERE' })).user).not.toHaveProperty('tz');
    expect((await client.users.info({ user: 'UGONE' })).user?.deleted).toBe(true);
  });

  test('keeps e-mail back without its scope, and everything without users:read', async () => {
    const scopesOf = (bot: string[]) => ({
      manifest: { display_information: { name: 'x' }, oauth_config: { scopes: { bot } } },
    });
    const noMail = await startSlack(scopesOf(['users:read']));
    const nothing = await startSlack(scopesOf(['chat:write']));
    expect((await clientOf(noMail).users.info({ user: noMail.user('ada').id })).user?.profile).not.toHaveProperty(
      'email',
    );
    expect(await refusalOf(clientOf(nothing).users.info({ user: nothing.user('ada').id }))).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write',
    });
    await noMail.stop();
    await nothing.stop();
  });

  test('refuses a handle and an unknown id', async () => {
    expect((await refusalOf(client.users.info({ user: 'ada' }))).error).toBe('user_not_found');
    expect((await refusalOf(client.users.info({ user: 'U404' }))).error).toBe('user_not_found');
  });
});

describe('users.list', () => {
  test('has everybody, Slackbot, bots and deactivated people among them, page by page', async () => {
    const names: (string | undefined)[] = [];
    for await (const page of client.paginate('users.list', { limit: 3 })) {
      const { members = [] } = page as { members?: { name?: string }[] };
      names.push(...members.map((member) => member.name));
    }
    expect(names).toEqual(['slackbot', 'sandbox-app', 'ada', 'ben', 'guest', 'nowhere', 'gone']);
  });

  test('gives less than a thousand at a time', async () => {
    expect((await client.users.list({ limit: 999 })).members).toHaveLength(7);
    expect((await refusalOf(client.users.list({ limit: 1000 }))).error).toBe('invalid_limit');
  });

  test('says that Slackbot is no bot', async () => {
    const { members } = await client.users.list({});
    expect(members?.find((member) => member.id === 'USLACKBOT')?.is_bot).toBe(false);
  });
});

test('users.lookupByEmail finds whoever has it, in any case of letters', async () => {
  expect((await client.users.lookupByEmail({ email: 'ADA@example.org' })).user?.id).toBe('UADA');
  expect((await refusalOf(client.users.lookupByEmail({ email: 'x@example.org' }))).error).toBe('users_not_found');
});

test('users.getPresence and users.profile.get', async () => {
  expect((await client.users.getPresence({ user: 'UADA' })).presence).toBe('active');
  expect((await client.users.getPresence({ user: 'UBEN' })).presence).toBe('away');
  expect((await client.users.profile.get({ user: 'UADA' })).profile).toMatchObject({ display_name: 'ada' });
});

test('dnd.info and dnd.teamInfo tell the next window', async () => {
  slack.changeUser('ben', { dnd: { dnd_enabled: true, next_dnd_start_ts: 1795460400, next_dnd_end_ts: 1795496400 } });
  const window = { dnd_enabled: true, next_dnd_start_ts: 1795460400, next_dnd_end_ts: 1795496400 };
  expect(await client.dnd.info({ user: 'UBEN' })).toMatchObject(window);
  expect((await client.dnd.teamInfo({ users: 'UBEN,UADA' })).users).toMatchObject({
    UBEN: window,
    UADA: { dnd_enabled: false },
  });
  expect((await refusalOf(client.dnd.info({ user: 'U404' }))).error).toBe('user_not_found');
});
