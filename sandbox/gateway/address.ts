import type { World } from '../world/world.ts';

export const gatewayPath = '/gateway';

/** Where the gateway of this sandbox is. */
export const gatewayUrl = (world: World) => `${world.url.replace('http', 'ws')}${gatewayPath}`;
