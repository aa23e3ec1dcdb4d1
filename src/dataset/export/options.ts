import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { treeStates } from '../../backend/trees/tables.ts';
import { UsageError } from '../../command-line.ts';
import { checked, Langs, List, type Place, placeOf, readFileArguments, whole } from '../command-line.ts';
import { filterOptions, filtersOf } from './filter-options.ts';
import type { Format } from './formats/format.ts';
import { type FormatName, formatNames, formats } from './formats/index.ts';
import type { ExportRequest } from './lines.ts';
import { pairModes } from './preference.ts';
import { isScattered } from './select.ts';
import { pairKinds, pathModes, rankers } from './shape.ts';
import { SplitOption } from './split-option.ts';

export type ExportOptions = {
  place: Place;
  /** Undefined for the standard output. */
  file: string | undefined;
  force: boolean;
  wish: ExportRequest;
};

const text = { type: 'string' } as const;
const toggle = { type: 'boolean' } as const;

/** Options that mean something in some formats only; each format says which. */
const optional = {
  state: text,
  deleted: text,
  unaccepted: text,
  synthetic: text,
  warnings: text,
  min: text,
  max: text,
  'min-quality': text,
  people: text,
  model: text,
  labels: toggle,
  emojis: toggle,
  events: toggle,
  pairs: text,
  between: text,
  'min-margin': text,
  paths: text,
  'top-k': text,
  'rank-by': text,
  key: text,
} as const satisfies Record<Format['options'][number], object>;

/** Every option of an export, as it is read. */
export const exportFlags = {
  format: text,
  lang: text,
  campaign: text,
  since: text,
  until: text,
  samples: toggle,
  salt: text,
  split: text,
  force: toggle,
  'data-dir': text,
  ...optional,
} as const;

const Share = z.enum(['no', 'yes', 'only'], 'must be no, yes or only');
const DATE = 'must be a date like 2026-01-31, or a time like 2026-01-31T12:00:00Z';
const Moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], DATE)
  .transform((text) => Date.parse(text))
  .optional();
const States = List.pipe(
  z.union(
    [z.tuple([z.literal('all')]).transform(() => [...treeStates]), z.array(z.enum(treeStates)).min(1)],
    `must be all, or some of ${treeStates.join(', ')}`,
  ),
);
const KINDS = `must be some of ${pairKinds.join(', ')}, with commas between`;
const CAMPAIGNS = 'must be names of campaigns, with commas between; one with commas in it in double quotes';
const MARGIN = 'must be a number above 0';

const Options = z.object({
  format: z.enum(formatNames, `must be ${oneOf(formatNames)}`).default('trees'),
  lang: Langs.optional(),
  campaign: List.pipe(z.array(z.string()).min(1, CAMPAIGNS)).optional(),
  state: States.default(['ready_for_export']),
  since: Moment,
  until: Moment,
  deleted: Share.default('no'),
  unaccepted: Share.optional(),
  synthetic: Share.optional(),
  warnings: Share.default('yes'),
  samples: z.boolean().default(false),
  ...filterOptions,
  labels: z.boolean().default(false),
  emojis: z.boolean().default(true),
  events: z.boolean().default(false),
  pairs: z.enum(pairModes, `must be ${oneOf(pairModes)}`).default('final'),
  between: List.pipe(z.array(z.enum(pairKinds, KINDS)).min(1, KINDS)).default(['assistant']),
  'min-margin': z.coerce.number(MARGIN).positive(MARGIN).optional(),
  paths: z.enum(pathModes, `must be ${oneOf(pathModes)}`).default('best'),
  'top-k': whole(1).optional(),
  'rank-by': z.enum(rankers, `must be ${oneOf(rankers)}`).default('people'),
  key: z.string().min(1, 'must not be empty').optional(),
  salt: z.string().min(1, 'must not be empty').optional(),
  split: SplitOption.optional(),
  force: z.boolean().default(false),
  'data-dir': z.string().min(1, 'must be a folder').optional(),
});

/**
 * Reads what follows `export`. A format may take more than others do, unless it is told not to.
 * @throws UsageError, SettingsError
 */
export function readExportOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  freshKey: () => string = randomUUID,
): ExportOptions {
  const { values, file } = readFileArguments(args, exportFlags);
  const given = checked(Options, values);
  const { format, lang, state, since, until, deleted, warnings, samples } = given;
  const { labels, emojis, events } = given;
  const { usual, info, of }: Format = formats[format];
  const vain = Object.entries(values).find(([name]) => !means(format, name));
  if (vain) throw new UsageError(`--${vain[0]} says nothing about ${format}.`);
  const choice = {
    ...{ langs: lang, campaigns: given.campaign, states: state, since, until, deleted, warnings, samples },
    ...{ labels, emojis, events },
    filters: filtersOf(given),
    unaccepted: given.unaccepted ?? usual?.unaccepted ?? 'no',
    synthetic: given.synthetic ?? usual?.synthetic ?? 'no',
  };
  if (isScattered(choice) && format !== 'messages' && of === 'trees')
    throw new UsageError('A choice of `only` one sort tears trees apart: add --format messages.');
  if (given['top-k'] !== undefined && given.paths === 'best')
    throw new UsageError('--top-k says nothing about the best path: add --paths all.');
  if (isCompressed(file) && info)
    throw new UsageError(`${format} is read by a program that takes no .gz files.`);
  if (given.split && (file === undefined || file === '-'))
    throw new UsageError(
      '--split writes a file for each side: name one, like out.jsonl for out.train.jsonl.',
    );
  const { pairs, between, paths, key = freshKey(), 'rank-by': rankBy } = given;
  if (rankBy === 'model' && choice.synthetic === 'no')
    throw new UsageError('--rank-by model says nothing without replies of models: add --synthetic yes.');
  return {
    place: placeOf(env, given['data-dir']),
    file: file === '-' ? undefined : file,
    force: given.force,
    wish: {
      format,
      choice,
      shape: {
        ...{ pairs, between, paths, key, rankBy },
        minMargin: given['min-margin'],
        topK: given['top-k'],
      },
      salt: given.salt,
      split: given.split,
    },
  };
}

/** Whether an option of an export means something in a format: one that is not for some formats only does in all. */
export function means(format: FormatName, option: string): boolean {
  const { options }: Format = formats[format];
  return !(option in optional) || options.some((one) => one === option);
}

/** Whether what is written to a file of this name is to be compressed. */
function isCompressed(file: string | undefined) {
  return file?.endsWith('.gz') === true;
}

function oneOf(names: readonly string[]) {
  return names.join(', ').replace(/, (\w+)$/, ' or $1');
}
