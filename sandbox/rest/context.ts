import type { HttpBindings } from '@hono/node-server';
import type { World } from '../world/world.ts';
import type { RecordedRequest } from './requests.ts';

export type UploadedFile = { key: string; name: string; type: string; bytes: Uint8Array };

/** What the routes know about a request: the world, and the body as JSON with the files that came beside it. */
export type Env = {
  Bindings: HttpBindings;
  Variables: { world: World; body: unknown; files: UploadedFile[]; entry: RecordedRequest };
};
