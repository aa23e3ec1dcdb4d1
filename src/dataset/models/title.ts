import type { Competitor } from '../export/strengths/competitors.ts';

/** What a competitor is called. */
export function titleOf({ model, synthetic }: Competitor): string {
  if (!synthetic) return 'people';
  return model === null ? 'models without a name' : `\`${model.replaceAll('`', "'")}\``;
}
