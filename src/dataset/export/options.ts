import { z } from 'zod';
import { treeStates } from '../../backend/trees/tables.ts';
import { checked, Langs, List, type Place, placeOf, readArguments, UsageError } from '../command-line.ts';
import { type FormatName, formatNames } from './formats.ts';
import type { ExportRequest } from './lines.ts';
import { pairModes } from './preference.ts';
import { isScattered } from './select.ts';

export type ExportOptions = {
  place: Place;
  /** Undefined for the standard output. */
  file: string | undefined;
  force: boolean;
  wish: ExportRequest;
};

const flags = {
  format: { type: 'string' },
  lang: { type: 'string' },
  state: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  deleted: { type: 'string' },
  unaccepted: { type: 'string' },
  synthetic: { type: 'string' },
  samples: { type: 'boolean' },
  labels: { type: 'boolean' },
  emojis: { type: 'boolean' },
  events: { type: 'boolean' },
  pairs: { type: 'string' },
  salt: { type: 'string' },
  force: { type: 'boolean' },
  'data-dir': { type: 'string' },
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

const Options = z.object({
  format: z
    .enum(formatNames, `must be ${formatNames.join(', ').replace(/, (\w+)$/, ' or $1')}`)
    .default('trees'),
  lang: Langs.optional(),
  state: States.default(['ready_for_export']),
  since: Moment,
  until: Moment,
  deleted: Share.default('no'),
  unaccepted: Share.default('no'),
  synthetic: Share.optional(),
  samples: z.boolean().default(false),
  labels: z.boolean().default(false),
  emojis: z.boolean().default(true),
  events: z.boolean().default(false),
  pairs: z.enum(pairModes, `must be ${pairModes.join(', ').replace(/, (\w+)$/, ' or $1')}`).default('final'),
  salt: z.string().min(1, 'must not be empty').optional(),
  force: z.boolean().default(false),
  'data-dir': z.string().min(1, 'must be a folder').optional(),
});

/** Options that mean nothing in a format. */
const vainIn: Readonly<Record<FormatName, readonly (keyof typeof flags)[]>> = {
  trees: ['pairs'],
  messages: ['pairs'],
  pairs: ['emojis', 'events'],
  summaries: ['state', 'deleted', 'unaccepted', 'synthetic', 'labels', 'emojis', 'pairs'],
};

/**
 * Reads what follows `export`. Pairs take the replies of models as well, because it is people who ranked
 * them.
 * @throws UsageError, SettingsError
 */
export function readExportOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ExportOptions {
  const { values, file } = readArguments(args, flags);
  const {
    format,
    lang,
    state,
    pairs,
    salt,
    force,
    'data-dir': dataDir,
    ...shares
  } = checked(Options, values);
  const vain = vainIn[format].find((name) => values[name] !== undefined);
  if (vain) throw new UsageError(`--${vain} says nothing about ${format}.`);
  const choice = { ...shares, synthetic: shares.synthetic ?? (format === 'pairs' ? 'yes' : 'no') };
  if (isScattered(choice) && format !== 'messages')
    throw new UsageError('A choice of `only` one sort tears trees apart: add --format messages.');
  return {
    place: placeOf(env, dataDir),
    file: file === '-' ? undefined : file,
    force,
    wish: {
      format,
      pairs,
      salt,
      choice: { ...choice, langs: lang, states: state, since: choice.since, until: choice.until },
    },
  };
}
