import { inline } from '../../discord/text/inline.ts';

/** The name of a campaign within a sentence of ours, at most 80 characters. */
export function campaignName({ name }: { name: string }): string {
  return inline(name, { units: 80, bytes: 200 });
}
