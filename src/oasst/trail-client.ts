import { get } from './endpoint.ts';
import { readIfOffered } from './offered.ts';
import { type Readable, readable } from './readable.ts';
import { TrailEntry } from './trail.ts';
import type { Send } from './transport.ts';

/** The place of an entry in the trail: when it was made (epoch ms), and its id. */
export type TrailPlace = { at: number; id: string };

/** What moderators and owners did, as far as a backend has that written down. Needs a trusted key. Rejects as the client does. */
export type TrailClient = {
  /** The newest first, from behind a place on, at most so many; undefined from a backend that does not tell. */
  page(behind: TrailPlace | undefined, most: number): Promise<Readable<TrailEntry> | undefined>;
};

/** The part of the client that is about the trail. */
export function trailClient(send: Send): TrailClient {
  return {
    page: (behind, max_count) =>
      readIfOffered(readable(TrailEntry), () => {
        const place = behind ? { before: new Date(behind.at).toISOString(), before_id: behind.id } : {};
        return send(get`extensions/trail`, { query: { ...place, max_count } });
      }),
  };
}
