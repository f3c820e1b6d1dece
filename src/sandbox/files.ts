import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { SlackFile } from './model.ts';

/** An upload between its first and its last step. https://docs.slack.dev/messaging/working-with-files#upload */
interface Upload {
  file: SlackFile;
  length: number;
  content: Uint8Array | undefined;
}

/** The list of a file in which a conversation of this kind stands. */
export const SHARED_IN = { im: 'ims', mpim: 'groups', private: 'groups', channel: 'channels' } as const;

export interface Files {
  find(id: string): SlackFile | undefined;
  all(): SlackFile[];
  content(id: string): Uint8Array | undefined;
  /** First step: answers the file id; the upload address is `/upload/v1/<ticket>`. */
  announce(details: { name: string; length: number; user: string; alt_txt?: string; snippet?: string }): {
    id: string;
    ticket: string;
  };
  /** Second step. Answers false for an unknown address. */
  receive(ticket: string, content: Uint8Array): boolean;
  /** Third step; Slack's error name when it cannot be. */
  complete(id: string, title: string | undefined): SlackFile | { error: string };
  /** A finished file in one step, as a person's client does it. */
  add(details: { name: string; user: string; content: Uint8Array }): SlackFile;
  /** Notes where it can be seen. */
  share(id: string, channel: string, place: 'channels' | 'groups' | 'ims', ts: string): SlackFile;
  remove(id: string): boolean;
}

export function createFiles(base: () => string, teamId: string, domain: string, clock: Clock, ids: Ids): Files {
  const files = new Map<string, SlackFile>();
  const contents = new Map<string, Uint8Array>();
  const uploads = new Map<string, Upload>();
  const tickets = new Map<string, string>();

  const fileOf = (name: string, size: number, user: string, snippet?: string): SlackFile => {
    const id = ids.next('F');
    const created = Math.floor(clock.now() / 1000);
    const kind = kindOf(name, snippet);
    const path = `${base()}/files-pri/${teamId}-${id}`;
    return {
      id,
      created,
      timestamp: created,
      name,
      title: name,
      ...kind,
      user,
      user_team: teamId,
      editable: kind.mode === 'snippet',
      size,
      is_external: false,
      external_type: '',
      is_public: false,
      public_url_shared: false,
      display_as_bot: false,
      username: '',
      url_private: `${path}/${encodeURIComponent(name)}`,
      url_private_download: `${path}/download/${encodeURIComponent(name)}`,
      permalink: `https://${domain}.slack.com/files/${user}/${id}/${encodeURIComponent(name.toLowerCase())}`,
      file_access: 'visible',
      channels: [],
      groups: [],
      ims: [],
    };
  };

  return {
    find: (id) => files.get(id),
    all: () => [...files.values()],
    content: (id) => contents.get(id),
    announce({ name, length, user, alt_txt, snippet }) {
      const file = fileOf(name, length, user, snippet);
      const ticket = ids.secret();
      uploads.set(file.id, { file: alt_txt === undefined ? file : { ...file, alt_txt }, length, content: undefined });
      tickets.set(ticket, file.id);
      return { id: file.id, ticket };
    },
    receive(ticket, content) {
      const upload = uploads.get(tickets.get(ticket) ?? '');
      if (!upload) return false;
      upload.content = content;
      return true;
    },
    complete(id, title) {
      const upload = uploads.get(id);
      if (!upload) return { error: 'file_not_found' };
      if (upload.content?.length !== upload.length) return { error: 'file_update_failed' };
      uploads.delete(id);
      const file = { ...upload.file, title: title ?? upload.file.title };
      files.set(id, file);
      contents.set(id, upload.content);
      return file;
    },
    add({ name, user, content }) {
      const file = fileOf(name, content.length, user);
      files.set(file.id, file);
      contents.set(file.id, content);
      return file;
    },
    share(id, channel, place, ts) {
      const file = files.get(id);
      if (!file) throw new Error(`There is no file ${id}`);
      const shared = {
        ...file,
        is_public: file.is_public || place === 'channels',
        [place]: [...new Set([...file[place], channel])],
        shares: withShare(file.shares, place === 'channels' ? 'public' : 'private', channel, ts),
      };
      files.set(id, shared);
      return shared;
    },
    remove(id) {
      contents.delete(id);
      return files.delete(id);
    },
  };
}

function withShare(shares: unknown, kind: 'public' | 'private', channel: string, ts: string) {
  const known = (shares ?? {}) as Record<string, Record<string, unknown[]>>;
  const there = known[kind] ?? {};
  return { ...known, [kind]: { ...there, [channel]: [...(there[channel] ?? []), { ts }] } };
}

const MIME: Record<string, [string, string]> = {
  png: ['image/png', 'PNG'],
  jpg: ['image/jpeg', 'JPEG'],
  jpeg: ['image/jpeg', 'JPEG'],
  gif: ['image/gif', 'GIF'],
  svg: ['image/svg+xml', 'SVG'],
  csv: ['text/csv', 'CSV'],
  txt: ['text/plain', 'Plain Text'],
  json: ['application/json', 'JSON'],
  pdf: ['application/pdf', 'PDF'],
  ics: ['text/calendar', 'Calendar'],
  zip: ['application/zip', 'Zip'],
  md: ['text/markdown', 'Markdown'],
};

function kindOf(
  name: string,
  snippet: string | undefined,
): Pick<SlackFile, 'mimetype' | 'filetype' | 'pretty_type' | 'mode'> {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (snippet !== undefined)
    return { mimetype: 'text/plain', filetype: snippet, pretty_type: snippet, mode: 'snippet' };
  const [mimetype, pretty] = MIME[ending] ?? ['application/octet-stream', 'Binary'];
  return { mimetype, filetype: ending || 'binary', pretty_type: pretty, mode: 'hosted' };
}
