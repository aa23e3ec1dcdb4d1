import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Actor } from '../discord/interaction.ts';
import { listed } from '../locales/join.ts';
import { languageFor, languageName } from '../locales/languages.ts';
import { UserError } from '../locales/user-error.ts';
import type { Words } from '../locales/words.ts';
import type { TaskType } from '../oasst/protocol.ts';
import { remembered } from '../remembered.ts';
import type { Schema } from '../store/schema.ts';
import { listServers } from '../store/servers.ts';
import type { OpenWork } from './open-work.ts';
import type { TaskFilter } from './task-filter.ts';

/** What the server somebody is on offers; an empty list stands for everything. */
export type Offer = { kinds: readonly TaskType[]; languages: readonly string[] };

/** What is offered where somebody is. */
export type Offers = (actor: Pick<Actor, 'guildId'>) => Promise<Offer>;

const everything: Offer = { kinds: [], languages: [] };
/** How long what managers have chosen may take to hold in every process. */
const FRESH_MS = 30_000;

/** Reads what all servers offer in one go, at most twice a minute. */
export function createOffers(db: Kysely<Schema>, clock: Pick<Clock, 'now'>): Offers {
  const ofServers = remembered<ReadonlyMap<string, Offer>>(
    FRESH_MS,
    clock.now,
    async () => new Map((await listServers(db)).map((server) => [server.id, server])),
  );
  return async ({ guildId }) =>
    guildId === undefined ? everything : ((await ofServers()).get(guildId) ?? everything);
}

/** The same open work without what is not offered where somebody is. */
export function offeredWork(openWork: OpenWork, offers: Offers): OpenWork {
  const offered =
    (of: OpenWork['of']): OpenWork['of'] =>
    async (actor, lang, campaignId) => {
      const { kinds, languages } = await offers(actor);
      if (languages.length > 0 && !languages.includes(lang)) return new Map();
      const open = await of(actor, lang, campaignId);
      if (!open || kinds.length === 0) return open;
      return new Map([...open].filter(([type]) => kinds.includes(type)));
    };
  return { ...openWork, of: offered(openWork.of), ofNewcomer: offered(openWork.ofNewcomer) };
}

/** The language in which somebody gets tasks who has not chosen one just now: theirs, where it is offered. */
export function offeredLanguage(
  { languages }: Offer,
  { locale }: Pick<Actor, 'locale'>,
  own: string | null | undefined,
): string {
  const wanted = [...(own ? [own] : []), languageFor(locale)];
  const [first = 'en'] = wanted;
  if (languages.length === 0) return first;
  return wanted.find((lang) => languages.includes(lang)) ?? languages[0] ?? first;
}

/** @throws UserError for a kind or language that is not offered, with those that are */
export function mustBeOffered({ kinds, languages }: Offer, { type, lang }: TaskFilter, words: Words): void {
  if (type !== 'random' && kinds.length > 0 && !kinds.includes(type)) {
    throw new UserError('offer.kind', {
      kinds: listed(
        kinds.map((kind) => words(`type.${kind}`)),
        words,
      ),
    });
  }
  if (languages.length > 0 && !languages.includes(lang)) {
    const names = languages.map((one) => languageName(one, words.locale));
    throw new UserError('offer.language', { languages: listed(names, words) });
  }
}

// what a tree needs most to be finished comes first, as in the reference's weights; new prompts come last
const byNeed: readonly TaskType[] = [
  'rank_assistant_replies',
  'rank_prompter_replies',
  'label_assistant_reply',
  'label_prompter_reply',
  'label_initial_prompt',
  'assistant_reply',
  'prompter_reply',
  'rank_initial_prompts',
  'rate_summary',
  'summarize_story',
  'initial_prompt',
];

/** The types to ask for in turn, where somebody wants any of those that are offered. */
export function typesInTurn({ kinds }: Offer, isOpen: (type: TaskType) => boolean): TaskType[] {
  return byNeed.filter((type) => kinds.includes(type) && isOpen(type));
}
