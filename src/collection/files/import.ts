import type { Kysely } from 'kysely';
import type { FetchFile } from '../../discord/calls/fetch-file.ts';
import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import type { AttachedFile, CommandInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { rows, type View } from '../../discord/view.ts';
import { arrivals, type Brought } from '../../imports.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import { askJob, dropAsked, showJobAt } from '../../store/jobs.ts';
import type { Schema } from '../../store/schema.ts';
import type { JobParts } from '../jobs/begin.ts';
import { inWords } from '../jobs/said.ts';
import { refuseLarge, withFile } from './fetched.ts';
import { linesOf, newIn, refusals } from './import-lines.ts';
import { type ImportWish, understood } from './import-runner.ts';
import type { FilesParts } from './parts.ts';

/** What imports work with. */
export type ImportParts = JobParts & FilesParts & { db: Kysely<Schema>; fetchFile: FetchFile };

/** How long a file may be looked through, in real time: less than the answer to a command may take. */
const LOOK_MS = 10 * 60_000;

/** `/import`: shows what a file would bring, and waits for its owner's word. */
export async function previewImport(
  { actor, options, files }: CommandInteraction,
  parts: ImportParts,
): Promise<Reply> {
  const { db, clock } = parts;
  if (!parts.files) throw new UserError('files.network');
  if (!files.file) throw new UserError('problem.outdated');
  refuseLarge(files.file.bytes);
  const words = parts.translator.words(actor.locale);
  const { wish, brought } = await looked(parts, parts.files, files.file, options);
  const kept = { kind: 'import', person_id: actor.id, locale: actor.locale, wish, said: linesOf(brought) };
  const job = newIn(brought) > 0 ? await askJob(db, kept, clock.now()) : undefined;
  return {
    as: 'message',
    view: preview(wish.name, brought, job?.id, words),
    async shown(handle) {
      if (job) await showJobAt(db, job.id, handle);
    },
    async unseen() {
      if (job) await dropAsked(db, job.id);
    },
  };
}

async function looked(
  { fetchFile }: Pick<ImportParts, 'fetchFile'>,
  { imports }: NonNullable<FilesParts['files']>,
  { name, url }: AttachedFile,
  options: CommandInteraction['options'],
): Promise<{ wish: ImportWish; brought: Brought }> {
  const arrival = arrivals.find((one) => one === options.state) ?? 'file';
  const textLimit = typeof options['text-limit'] === 'number' ? options['text-limit'] : undefined;
  const campaign = options.campaign === undefined ? undefined : String(options.campaign);
  const signal = AbortSignal.timeout(LOOK_MS);
  return await withFile(fetchFile, url, signal, async ({ path, digest }) => ({
    wish: {
      url,
      name,
      digest,
      arrival,
      ...(textLimit === undefined ? {} : { textLimit }),
      ...(campaign === undefined ? {} : { campaign }),
    },
    brought: understood(await imports.look({ path, name, arrival, textLimit, campaign }, signal)),
  }));
}

/** What a file would bring; with the buttons that decide about it where it is kept as a job. */
function preview(name: string, brought: Brought, jobId: string | undefined, words: Words): View {
  const { text, files } = refusals(brought, words);
  const asked = jobId === undefined ? [] : [words('import.ask')];
  const buttons =
    jobId === undefined
      ? []
      : [
          { label: words('import.go'), id: customId('importgo', jobId), style: 'primary' as const },
          { label: words('import.no'), id: customId('importno', jobId) },
        ];
  return {
    embeds: [
      {
        title: clip(foreign(name), { units: 200, bytes: 600 }),
        description: [inWords(linesOf(brought), words), ...(text === '' ? [] : [text]), ...asked].join(
          '\n\n',
        ),
        color: colours.neutral,
      },
    ],
    components: rows(buttons),
    ...(files.length > 0 ? { files } : {}),
  };
}
