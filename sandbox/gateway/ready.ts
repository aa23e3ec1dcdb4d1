import { botPayload } from '../world/payloads.ts';
import type { World } from '../world/world.ts';
import { gatewayUrl } from './address.ts';
import type { Session } from './session.ts';

/** The READY event. Servers are stubs in it; their data follows for those who asked for it. */
export function ready(world: World, session: Session, shard: [number, number] | undefined) {
  return {
    v: 10,
    user: botPayload(world),
    guilds: [{ id: world.guild.id, unavailable: true }],
    session_id: session.id,
    resume_gateway_url: gatewayUrl(world),
    session_type: 'normal',
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    guild_join_requests: [],
    geo_ordered_rtc_regions: [],
    application: { id: world.applicationId, flags: 0 },
    _trace: ['sandbox'],
    ...(shard ? { shard } : {}),
  };
}
