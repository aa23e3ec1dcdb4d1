import { count } from '../counting.ts';
import type { Manifest } from '../layout/manifest.ts';
import type { Differences, TextFormat } from './ledger.ts';

const things = { messages: ['message', 'messages'], summaries: ['summary', 'summaries'] } as const;

type Told = Pick<Manifest, 'asked' | 'lines'>;

/** What is different from the release before, for people. */
export function changesPage(
  now: Told,
  before: Told | undefined,
  differences: (format: TextFormat) => Differences,
): string {
  if (!before) return '# Changes\n\nThis release was compared with no earlier one.\n';
  const texts = (['messages', 'summaries'] as const)
    .filter((format) => format in now.lines && format in before.lines)
    .map((format) => sentence(format, differences(format)));
  return `# Changes\n\nSince the release before:\n\n${[...texts, ...lines(now, before), ...asked(now, before)].join('\n')}\n`;
}

function sentence(format: TextFormat, { added, changed, deleted, notChosen }: Differences) {
  const [one, many] = things[format];
  return (
    `- ${count(added, one, many)} added, ${changed} changed, ${deleted} deleted or withdrawn (tombstones.jsonl), ` +
    `${notChosen} still in the collection but no longer chosen.`
  );
}

function lines(now: Told, before: Told): string[] {
  const names = [...new Set([...Object.keys(now.lines), ...Object.keys(before.lines)])];
  return names.map((name) => `- \`${name}\`: ${total(before, name)} → ${total(now, name)} lines.`);
}

function total({ lines: all }: Told, name: string) {
  return Object.values(all[name] ?? {}).reduce((sum, number) => sum + number, 0);
}

function asked(now: Told, before: Told): string[] {
  const names = [...new Set([...Object.keys(now.asked), ...Object.keys(before.asked)])].sort();
  return names
    .filter((name) => now.asked[name] !== before.asked[name])
    .map((name) => `- \`--${name}\`: ${shown(before.asked[name])} → ${shown(now.asked[name])}.`);
}

function shown(value: string | boolean | undefined) {
  return value === undefined ? 'not given' : `\`${value}\``;
}
