import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { runData } from '../../../src/dataset/program.ts';
import type { Ledger } from '../ledger.ts';

const Line = z.object({
  message_id: z.string(),
  lang: z.string(),
  labels: z.object({ spam: z.object({ count: z.number() }).nullish() }).nullish(),
  events: z.object({ ranking: z.array(z.unknown()) }),
});
const everything = [
  ...['--format', 'messages', '--state', 'all', '--deleted', 'yes', '--unaccepted', 'yes'],
  ...['--labels', '--events'],
];

/**
 * How what `npm run data -- export` writes of everything differs in number from what people know they gave. Every label set
 * says whether a message is spam, so the spam labels are as many as the sets.
 */
export async function againstExport(folder: string, ledger: Ledger): Promise<string[]> {
  const file = join(folder, 'export.jsonl');
  const code = await runData(
    ['export', file, '--data-dir', folder, ...everything],
    {},
    {
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: { write() {} },
      now: Date.now,
      signal: new AbortController().signal,
    },
  );
  if (code !== 0) return [`the export ended with ${code}`];
  const ids = new Set<string>();
  const counts = { lines: 0, labelSets: 0, rankings: 0 };
  const languages = new Map<string, number>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { message_id, lang, labels, events } = Line.parse(JSON.parse(line));
    ids.add(message_id);
    counts.lines += 1;
    counts.labelSets += labels?.spam?.count ?? 0;
    counts.rankings += events.ranking.length;
    languages.set(lang, (languages.get(lang) ?? 0) + 1);
  }
  const written = Map.groupBy(ledger.texts, ({ lang }) => lang);
  return [
    ...unlike('lines', counts.lines, ledger.texts.length),
    ...unlike('different messages', ids.size, ledger.texts.length),
    ...unlike('label sets', counts.labelSets, ledger.labelSets.length),
    ...unlike('rankings', counts.rankings, ledger.rankings.length),
    ...unlike('languages', languages.size, written.size),
    ...[...written].flatMap(([lang, texts]) =>
      unlike(`messages in ${lang}`, languages.get(lang) ?? 0, texts.length),
    ),
  ];
}

function unlike(what: string, found: number, expected: number) {
  return found === expected ? [] : [`the export has ${found} ${what}, and ${expected} were given`];
}
