import type { Ids } from './ids.ts';

export interface Caller {
  kind: 'bot' | 'app';
  scopes: readonly string[];
}

/** The tokens that the app holds. Their prefix says where they belong, so that none is taken for a real one. */
export interface Tokens {
  readonly bot: string;
  readonly app: string;
  /** Whose it is, or Slack's error name. */
  check(token: string): Caller | { error: string };
  /** One more bot token, as an installation gives it. */
  issue(): string;
  revoke(token?: string): void;
  /** Codes for `oauth.v2.access`, each good once. */
  newCode(): string;
  takeCode(code: string): boolean;
}

/** `botScopes` of an app without manifest: everything that a method asks for. */
export function createTokens(ids: Ids, botScopes: readonly string[]): Tokens {
  const bot = `xoxb-sandbox-${ids.secret(12)}`;
  const app = `xapp-sandbox-${ids.secret(12)}`;
  const bots = new Set([bot]);
  const revoked = new Set<string>();
  const codes = new Set<string>();
  return {
    bot,
    app,
    check(token) {
      if (revoked.has(token)) return { error: 'token_revoked' };
      if (bots.has(token)) return { kind: 'bot', scopes: botScopes };
      if (token === app) return { kind: 'app', scopes: ['connections:write'] };
      return { error: 'invalid_auth' };
    },
    issue() {
      const token = `xoxb-sandbox-${ids.secret(12)}`;
      bots.add(token);
      return token;
    },
    revoke(token) {
      for (const one of token === undefined ? bots : [token]) revoked.add(one);
    },
    newCode() {
      const code = ids.secret(10);
      codes.add(code);
      return code;
    },
    takeCode: (code) => codes.delete(code),
  };
}
