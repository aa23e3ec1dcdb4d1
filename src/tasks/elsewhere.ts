import type { Actor } from '../discord/interaction.ts';
import { interfaceLanguages, languageFor } from '../locales/languages.ts';
import type { Campaign } from '../oasst/campaigns.ts';
import { begunIn } from './open-work.ts';
import type { Parts } from './parts.ts';

/** How much of what others have begun is open in a language. */
export type OpenIn = { lang: string; count: number };

/**
 * How much is open for somebody in other languages: those of the interface and their own, or those of a campaign; the
 * most first.
 */
export async function openElsewhere(
  { openWork }: Parts,
  actor: Actor,
  lang: string,
  campaign?: Campaign,
): Promise<OpenIn[]> {
  const own = campaign?.languages.length ? campaign.languages : undefined;
  const others = new Set(own ?? [languageFor(actor.locale), ...interfaceLanguages]);
  others.delete(lang);
  const asked = await Promise.all(
    [...others].map(async (other) => ({ lang: other, open: await openWork.of(actor, other, campaign?.id) })),
  );
  return asked
    .map(({ lang: other, open }) => ({ lang: other, count: open ? begunIn(open) : 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
