import { z } from 'zod';
import type { CommandInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { UserError } from '../../locales/user-error.ts';
import { type JobParts, startJob } from '../jobs/begin.ts';
import type { Outcome, Runner } from '../jobs/runner.ts';
import type { Said } from '../jobs/said.ts';
import type { CollectionFiles, ExportedLines, ExportWish, FilesParts } from './parts.ts';
import { inParts } from './split.ts';
import { typedArguments } from './typed-arguments.ts';

/** What an export's row keeps: the wish, and how many bytes a file may have where it was asked for. */
const Wish = z.object({ format: z.string(), filters: z.array(z.string()), limit: z.int() });

/** `/export`: the collection, or a part of it, as files that only its owner sees. */
export async function exportCollection(
  { actor, options, attachmentSizeLimit }: CommandInteraction,
  parts: JobParts & FilesParts,
): Promise<Reply> {
  if (!parts.files) throw new UserError('files.network');
  const wish = { format: String(options.format ?? 'trees'), filters: filtersIn(options) };
  await linesOf(parts.files, wish); // what cannot be made is said at once
  return await startJob(parts, actor, {
    kind: 'export',
    wish: { ...wish, limit: attachmentSizeLimit } satisfies z.input<typeof Wish>,
    said: [{ key: 'files.exporting' }],
    noted: { subject: wish.format, after: { filters: wish.filters } },
  });
}

/** Options by the names that the command line has for them; what stands under `filters` is as it is typed there. */
function filtersIn(options: CommandInteraction['options']): string[] {
  const { format: _format, filters = '', ...named } = options;
  const given = Object.entries(named).map(([name, value]) => optionOf(name, value));
  return [...given, ...typedArguments(String(filters))];
}

function optionOf(name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? `--${name}` : `--no-${name}`;
  return `--${name}=${value}`;
}

/** @throws UserError that says what is wrong with the wish */
async function linesOf(files: CollectionFiles, wish: ExportWish) {
  const made = await files.exportLines(wish);
  if (!('problem' in made)) return made;
  const problem = clip(foreign(made.problem), { units: 500, bytes: 1_000 });
  throw new UserError('files.wrong', { problem });
}

/** What is said of an export without a line: which filter took how many, and what is left out by itself where nobody chose. */
function nothingSaid(taken: Said, filters: readonly string[]): Said {
  const isChosen = filters.some((filter) => filter.startsWith('--state'));
  const isTold = isChosen ? taken.length > 0 : taken.some(({ key }) => key === 'files.samples');
  return [{ key: isTold ? 'files.nothing_fits' : 'files.nothing' }, ...taken];
}

function leftOutIn({ leftOut, samplesLeftOut }: ExportedLines): Said {
  const what = clip(foreign(leftOut()), { units: 1_500, bytes: 3_000 });
  const count = samplesLeftOut();
  return [
    ...(count > 0 ? [{ key: 'files.samples' as const, values: { count } }] : []),
    ...(what === '' ? [] : [{ key: 'files.left_out' as const, values: { what } }]),
  ];
}

/** How exports are made: one that was cut short is asked for again, as its owner has some of its parts. */
export function exportRunner(files: CollectionFiles): Runner {
  return {
    resumes: false,
    async run({ wish }, { signal, words, note, hand }): Promise<Outcome> {
      const { limit, ...asked } = Wish.parse(JSON.parse(wish));
      const exported = await linesOf(files, asked);
      const { lines, written } = exported;
      const counted = (async function* () {
        for await (const chunk of lines) {
          signal.throwIfAborted();
          note([{ key: 'files.exporting_lines', values: { number: written() } }]);
          yield chunk;
        }
      })();
      let number = 0;
      for await (const { file, isOnly } of inParts(`${asked.format}.jsonl`, counted, limit)) {
        const said = [
          { key: 'files.exported' as const, values: { count: written() } },
          ...leftOutIn(exported),
        ];
        if (isOnly) return { said, files: [file] };
        number += 1;
        await hand({ ...notice(words('files.part', { number, file: file.name })), files: [file] });
      }
      if (number === 0) return { said: nothingSaid(leftOutIn(exported), asked.filters) };
      const all = `cat ${asked.format}-*.jsonl.gz > ${asked.format}.jsonl.gz`;
      return {
        said: [
          { key: 'files.exported', values: { count: written() } },
          { key: 'files.joined', values: { number, command: `\`${all}\`` } },
          ...leftOutIn(exported),
        ],
      };
    },
  };
}
