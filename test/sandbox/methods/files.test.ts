import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack.ts';
import { clientOf, refusalOf } from '../support/client.ts';

let slack: Slack;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlack();
  client = clientOf(slack);
});

afterEach(() => slack.stop());

const announce = async (length = 5, more = {}) => {
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
    filename: 'notes.txt',
    length,
    ...more,
  });
  return { upload_url, file_id };
};
const send = (url: string, body: string) => fetch(url, { method: 'POST', body });
const complete = (id: string, more = {}) =>
  client.apiCall('files.completeUploadExternal', { files: [{ id, title: 'Notes' }], ...more });

describe('an upload in three steps', () => {
  test('uploadV2 does all of them and shares the file where it says', async () => {
    const channel_id = slack.as('ada').dm;
    await client.files.uploadV2({
      channel_id,
      file: Buffer.from('a,b\n1,2\n'),
      filename: 'report.csv',
      title: 'Report',
      alt_text: 'numbers',
      initial_comment: 'Here it is',
    });
    const message = await slack.as('ada').inbox.next(/Here it is/);
    expect(message.raw.files).toMatchObject([
      { name: 'report.csv', title: 'Report', mimetype: 'text/csv', size: 8, alt_txt: 'numbers', ims: [channel_id] },
    ]);
  });

  test('the bytes may come raw', async () => {
    const { upload_url, file_id } = await announce();
    expect((await send(upload_url, 'hello')).status).toBe(200);
    expect(await complete(file_id)).toMatchObject({ ok: true, files: [{ id: file_id, title: 'Notes' }] });
    expect((await client.files.info({ file: file_id })).file).toMatchObject({
      title: 'Notes',
      mimetype: 'text/plain',
      size: 5,
    });
  });

  test('without the last step there is no file', async () => {
    const { upload_url, file_id } = await announce();
    await send(upload_url, 'hello');
    expect((await refusalOf(client.files.info({ file: file_id }))).error).toBe('file_not_found');
  });

  test('it is completed once, and only with all of its bytes', async () => {
    const { upload_url, file_id } = await announce(6);
    await send(upload_url, 'hello');
    expect((await refusalOf(complete(file_id))).error).toBe('file_update_failed');
    await send(upload_url, 'hello!');
    await complete(file_id);
    expect((await refusalOf(complete(file_id))).error).toBe('file_not_found');
  });

  test('an invented upload address is not found', async () => {
    expect((await send(`${slack.url}/upload/v1/invented`, 'x')).status).toBe(404);
  });

  test.each([
    ['an empty file', { length: 0 }, 'missing_argument'],
    ['1,001 characters of alternative text', { length: 1, alt_txt: 'a'.repeat(1001) }, 'alt_txt_too_large'],
    ['a snippet of more than a megabyte', { length: 1_000_001, snippet_type: 'text' }, 'snippet_too_large'],
    ['no name', { length: 1, filename: '' }, 'invalid_arguments'],
  ])('refuses %s', async (_what, args, error) => {
    const call = client.apiCall('files.getUploadURLExternal', { filename: 'a.txt', ...args });
    expect((await refusalOf(call)).error).toBe(error);
  });

  test('1,000 characters of alternative text are accepted', async () => {
    expect((await announce(1, { alt_txt: 'a'.repeat(1000) })).file_id).toMatch(/^F/);
  });

  test('goes only where the app is, and a person is no conversation', async () => {
    const { upload_url, file_id } = await announce();
    await send(upload_url, 'hello');
    expect((await refusalOf(complete(file_id, { channel_id: slack.channel('general').id }))).error).toBe(
      'not_in_channel',
    );
    expect((await refusalOf(complete(file_id, { channel_id: slack.user('ada').id }))).error).toBe('channel_not_found');
    expect(await complete(file_id, { channel_id: slack.as('ada').dm })).toMatchObject({ ok: true });
  });
});

describe('a stored file', () => {
  const upload = async () => {
    const { upload_url, file_id } = await announce();
    await send(upload_url, 'hello');
    await complete(file_id);
    const { file } = await client.files.info({ file: file_id });
    return { id: file_id, url: file?.url_private ?? '' };
  };

  test('is downloaded with the token, and only with it', async () => {
    const { url } = await upload();
    const withToken = await fetch(url, { headers: { authorization: `Bearer ${slack.botToken}` } });
    expect([withToken.status, withToken.headers.get('content-type'), await withToken.text()]).toEqual([
      200,
      'text/plain',
      'hello',
    ]);
    const without = await fetch(url, { redirect: 'manual' });
    expect(without.status).toBe(302);
  });

  test('sends an app without files:read to the page where people sign in', async () => {
    const bot = ['files:write'];
    const blind = await startSlack({
      manifest: { display_information: { name: 'x' }, oauth_config: { scopes: { bot } } },
    });
    const id = await blind.as('ada').uploads({ name: 'a.csv', content: 'a' });
    const url = String(blind.world.files.find(id)?.url_private_download);
    const headers = { authorization: `Bearer ${blind.botToken}` };
    const answer = await fetch(url, { headers, redirect: 'manual' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([302, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('Sign in');
    await blind.stop();
  });

  test('can be shown in an image block', async () => {
    const { upload_url, file_id } = await announce(3);
    await send(upload_url, 'png');
    await complete(file_id);
    const image = { type: 'image', alt_text: 'chart', slack_file: { id: file_id } } as const;
    const { message } = await client.chat.postMessage({ channel: slack.as('ada').dm, text: 'Chart', blocks: [image] });
    expect(message?.blocks?.[0]).toMatchObject({
      slack_file: { id: file_id },
      image_url: expect.stringContaining(file_id),
    });
  });

  test('is listed, and deleted by whom it belongs to', async () => {
    const { id } = await upload();
    const theirs = await slack.as('ada').uploads({ name: 'mine.txt', content: 'x' });
    expect((await client.files.list({ user: slack.world.app.botUserId })).files?.map((file) => file.id)).toEqual([id]);
    expect((await refusalOf(client.files.delete({ file: theirs }))).error).toBe('cant_delete_file');
    await client.files.delete({ file: id });
    expect((await refusalOf(client.files.info({ file: id }))).error).toBe('file_not_found');
  });
});
