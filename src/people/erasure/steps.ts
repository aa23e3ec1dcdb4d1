import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { discordIds, whose } from '../../oasst/discord-user.ts';
import { mayNot } from '../../oasst/errors.ts';
import { type Erasure, type ErasureChange, noteErased } from '../../store/erasures.ts';
import type { ErasureStep } from '../../store/erasures-table.ts';
import { forgetPerson } from '../../store/own-rows.ts';
import type { Schema } from '../../store/schema.ts';
import { nobodyReadsOlder } from '../../store/scrub.ts';
import { type AtBackend, forgetAtBackend, textsAtBackend } from './at-backend.ts';
import { removeCopies } from './copies.ts';
import type { ErasureParts, Forgotten } from './parts.ts';

/** How soon to look again whether a call that is under way has arrived, or a post has been found. */
const SOON_MS = 1_000;

/** A step that is done: what to note, and what the backend could do. */
export type Done = {
  change: ErasureChange;
  backend?: AtBackend;
};
/** A step that has to wait for something. */
export type Later = { waitMs: number };

type StepParts = ErasureParts & {
  clock: Pick<Clock, 'now'>;
  forgetInFiles(forgotten: Forgotten): Promise<void>;
};

type Step = (parts: StepParts, erasure: Erasure) => Promise<Done | Later>;

/** What is done in each step; all may be done twice, and each may be cut short anywhere. */
export const steps: Record<Exclude<ErasureStep, 'scrub'>, Step> = {
  async own({ db, forgetSessions, clock }, erasure) {
    const { ids, mode } = whoOf(erasure);
    const wish = { forgetSessions, delivered: mode === 'unlink', now: clock.now() };
    const gone = await forgetAll(db, ids, wish);
    return gone ? { change: { step: 'backend' } } : { waitMs: SOON_MS };
  },

  async backend(parts, erasure) {
    const { db, oasst } = parts;
    const { ids, mode, texts } = whoOf(erasure);
    const [user, allIds] = [whose({ id: personOf(erasure) }), new Set(ids)];
    const known = new Set(texts);
    await asFarAsAllowed(async () => {
      const overview = await oasst.personalData.overview(user);
      for (const id of discordIds(user, overview)) allIds.add(id);
      if (mode === 'erase') for (const text of await textsAtBackend(oasst, user)) known.add(text);
    });
    const noted = {
      texts: JSON.stringify([...known]),
      others: JSON.stringify([...allIds].filter((id) => id !== user.id)),
    };
    // kept before they are gone there: after a crash nobody could say any more what to look for
    if (!(await noteErased(db, erasure, noted))) return { waitMs: SOON_MS };
    // their other ids are heard of here only
    const own = await steps.own(parts, { ...erasure, ...noted });
    if ('waitMs' in own) return own;
    const backend = await forgetAtBackend(oasst, user, mode);
    return { change: { step: 'copies', ...noted }, backend };
  },

  async copies(parts, erasure) {
    const clean = await removeCopies(parts, whoOf(erasure), parts.clock.now());
    return clean ? { change: { step: 'files' } } : { waitMs: SOON_MS };
  },

  async files({ db, forgetInFiles }, erasure) {
    // a backup that was begun before has what was there then, and is found once it is whole
    if (!(await nobodyReadsOlder(db))) return { waitMs: SOON_MS };
    await forgetInFiles(whoOf(erasure));
    return { change: { step: 'scrub', person_id: null, texts: null, others: null } };
  },
};

/** The same at once, in a database that nobody else uses, such as a backup. */
export async function forgetThere(parts: ErasureParts, { ids, mode, texts }: Forgotten, now: number) {
  const { db, oasst, forgetSessions } = parts;
  await forgetAll(db, ids, { forgetSessions, delivered: false, now: Number.MAX_SAFE_INTEGER });
  const all = new Set(texts);
  for (const user of ids.map((id) => whose({ id }))) {
    if (mode === 'erase') for (const text of await textsAtBackend(oasst, user)) all.add(text);
    await forgetAtBackend(oasst, user, mode);
  }
  await removeCopies(parts, { ids, mode, texts: [...all] }, now);
}

/** Forgets what is kept here under each of somebody's ids; false while one has to wait. */
async function forgetAll(
  db: Kysely<Schema>,
  ids: readonly string[],
  wish: Parameters<typeof forgetPerson>[2],
): Promise<boolean> {
  let areGone = true;
  for (const id of ids) if (!(await forgetPerson(db, id, wish))) areGone = false;
  return areGone;
}

/** A key that may not erase may not read either: then there is nothing to look for. */
async function asFarAsAllowed(look: () => Promise<void>): Promise<void> {
  await look().catch((error) => {
    if (!mayNot(error)) throw error;
  });
}

const Strings = z.array(z.string());

function personOf({ person_id }: Erasure): string {
  if (person_id === null) throw new TypeError('The erasure has forgotten whom it is about');
  return person_id;
}

function whoOf(erasure: Erasure): Forgotten {
  const { mode, texts, others } = erasure;
  const listed = (json: string | null) => Strings.parse(JSON.parse(json ?? '[]'));
  return { ids: [personOf(erasure), ...listed(others)], mode, texts: listed(texts) };
}
