import { flag, text } from '../args.ts';
import { stringOf } from '../json.ts';
import { refuse } from '../refusal.ts';
import type { Methods } from './method.ts';

export const auth: Methods = {
  'auth.test': {
    tier: 'hundreds',
    args: {},
    run: (world) => ({
      url: `https://${world.team.domain}.slack.com/`,
      team: world.team.name,
      user: world.people.find(world.app.botUserId)?.name,
      team_id: world.team.id,
      user_id: world.app.botUserId,
      bot_id: world.app.botId,
      is_enterprise_install: false,
    }),
  },

  'auth.revoke': {
    tier: 3,
    args: { test: flag },
    run(world, args) {
      if (args.test === true) return { revoked: false };
      world.tokens.revoke(stringOf(args.token));
      return { revoked: true };
    },
  },

  'apps.connections.open': {
    token: 'app',
    scopes: ['connections:write'],
    tier: 1,
    args: {},
    run: (world) => ({ url: world.socketAddress() }),
  },

  'oauth.v2.access': {
    token: 'none',
    tier: 4,
    args: {
      client_id: text,
      client_secret: text,
      code: text,
      redirect_uri: text,
      grant_type: text,
      refresh_token: text,
    },
    run(world, args) {
      if (args.client_id !== world.app.clientId) refuse('invalid_client_id');
      if (args.client_secret !== world.app.clientSecret) refuse('bad_client_secret');
      if (!world.tokens.takeCode(stringOf(args.code) ?? '')) refuse('invalid_code');
      const installer = world.people.all().find((user) => user.is_admin) ?? world.people.all()[0];
      return {
        app_id: world.app.id,
        authed_user: { id: installer?.id },
        scope: (world.settings.botScopes ?? []).join(','),
        token_type: 'bot',
        access_token: world.tokens.issue(),
        bot_user_id: world.app.botUserId,
        team: { id: world.team.id, name: world.team.name },
        enterprise: null,
        is_enterprise_install: false,
      };
    },
  },

  'team.info': {
    scopes: ['team:read'],
    tier: 3,
    args: { team: text, domain: text },
    run(world, args) {
      if (args.team !== undefined && args.team !== world.team.id) refuse('team_not_found');
      return { team: { ...world.team, email_domain: '', icon: { image_default: true } } };
    },
  },

  'bots.info': {
    scopes: ['users:read'],
    tier: 3,
    args: { bot: text },
    run(world, args) {
      if (args.bot !== undefined && args.bot !== world.app.botId) refuse('bot_not_found');
      const { botId, id, botUserId, name } = world.app;
      return {
        bot: {
          id: botId,
          deleted: false,
          name,
          updated: Math.floor(world.clock.now() / 1000),
          app_id: id,
          user_id: botUserId,
          icons: { image_36: '', image_48: '', image_72: '' },
        },
      };
    },
  },
};
