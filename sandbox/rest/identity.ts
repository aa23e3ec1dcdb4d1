import { Hono } from 'hono';
import { refusals } from '../api-error.ts';
import { gatewayUrl } from '../gateway/address.ts';
import { botIsIn } from '../rules/available.ts';
import {
  botMemberPayload,
  botPayload,
  channelPayload,
  guildPayload,
  memberPayload,
  rolePayloads,
} from '../world/payloads.ts';
import { ownerOf } from '../world/people.ts';
import { userPayload } from '../world/user-payload.ts';
import type { World } from '../world/world.ts';
import type { Env } from './context.ts';

/** Who the bot is, where the gateway is, and who and what else there is. */
export function identityRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/gateway', (c) => c.json({ url: gatewayUrl(c.var.world) }));
  routes.get('/gateway/bot', (c) =>
    c.json({
      url: gatewayUrl(c.var.world),
      shards: 1,
      session_start_limit: {
        ...{ total: 1000, remaining: 999, reset_after: 0 },
        max_concurrency: c.var.world.identify?.concurrency ?? 1,
      },
    }),
  );
  routes.get('/users/@me', (c) => c.json(botPayload(c.var.world)));
  routes.get('/users/:user', (c) => {
    const person = c.var.world.people.get(c.req.param('user'));
    if (!person) throw refusals.unknownUser();
    return c.json(userPayload(person));
  });
  routes.get('/oauth2/applications/@me', (c) => c.json(application(c.var.world)));
  routes.get('/applications/@me', (c) => c.json(application(c.var.world)));
  routes.get('/guilds/:guild', (c) => {
    if (c.req.param('guild') !== c.var.world.guild.id) throw refusals.unknownGuild();
    return c.json(guildPayload(c.var.world));
  });
  routes.get('/guilds/:guild/roles', (c) => {
    if (c.req.param('guild') !== c.var.world.guild.id) throw refusals.unknownGuild();
    return c.json(rolePayloads(c.var.world));
  });
  routes.get('/guilds/:guild/members/:member', (c) => {
    const { world } = c.var;
    if (c.req.param('guild') !== world.guild.id) throw refusals.unknownGuild();
    const { member } = c.req.param();
    if (member === world.bot.id) return c.json(botMemberPayload(world));
    const person = world.people.get(member);
    if (!person) throw refusals.unknownMember();
    const { permissions: _, ...payload } = memberPayload(person);
    return c.json(payload);
  });
  routes.get('/channels/:channel', (c) => {
    const channel = c.var.world.channels.get(c.req.param('channel'));
    if (!channel) throw refusals.unknownChannel();
    if (!botIsIn(channel.kind) || channel.denied.has('view')) throw refusals.missingAccess();
    return c.json(channelPayload(c.var.world, channel));
  });
  return routes;
}

function application(world: World) {
  const owner = ownerOf(world);
  return {
    id: world.applicationId,
    name: world.bot.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: world.signing.publicKey,
    type: null,
    flags: 0,
    flags_new: '0',
    summary: '',
    redirect_uris: [],
    interactions_endpoint_url: world.endpoint,
    role_connections_verification_url: null,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    team: null,
    bot: botPayload(world),
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: 1,
    ...(owner ? { owner: userPayload(owner) } : {}),
  };
}
