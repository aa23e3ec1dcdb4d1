import { nameKey } from './campaigns.ts';
import { lookAlikeKey } from './look-alike.ts';

/** The campaign that somebody means by its id or its name, however that is spelled; the name before what only looks like it. */
export function findCampaignNamed<One extends { id: string; name: string }>(
  campaigns: readonly One[],
  typed: string,
): One | undefined {
  const [key, looks] = [nameKey(typed), lookAlikeKey(typed)];
  return (
    campaigns.find(({ id }) => id === typed.trim()) ??
    campaigns.find(({ name }) => nameKey(name) === key) ??
    campaigns.find(({ name }) => lookAlikeKey(name) === looks)
  );
}
