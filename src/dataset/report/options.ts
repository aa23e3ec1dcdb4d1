import { z } from 'zod';
import { type Flags, UsageError } from '../../command-line.ts';
import { argumentOf, checked, type Place, readFileArguments } from '../command-line.ts';
import type { ExportFilter } from '../export/choice.ts';
import { exportFlags, means, readExportOptions } from '../export/options.ts';

export type ReportOptions = {
  place: Place;
  /** Undefined for the standard output. */
  folder: string | undefined;
  force: boolean;
  /** Whether the standard output gets JSON. */
  json: boolean;
  choice: ExportFilter;
  /** The filters that were asked for, as the command line had them. */
  asked: Readonly<Record<string, string | boolean>>;
};

/** Of what an export reads, what says nothing about a report. */
const notOurs = new Set(['format', 'salt', 'split', 'key', 'labels', 'emojis', 'events']);
/** A report is of what an export of every judgement takes, and of trees in any state. */
const LIKE = 'annotations';
const filters = Object.entries(exportFlags).filter(([name]) => means(LIKE, name) && !notOurs.has(name));
const flags: Flags = { ...Object.fromEntries(filters), json: { type: 'boolean' } };
/** What says where and how, not of what. */
const notAsked = new Set(['force', 'data-dir', 'json']);

const Options = z.object({ json: z.boolean().default(false), force: z.boolean().default(false) });

/**
 * Reads what follows `report`.
 * @throws UsageError, SettingsError
 */
export function readReportOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReportOptions {
  const { values, file } = readFileArguments(args, flags);
  const { json, force } = checked(Options, values);
  const folder = file === '-' ? undefined : file;
  if (json && folder !== undefined)
    throw new UsageError('--json is for the standard output: a folder gets figures.json in any case.');
  if (force && folder === undefined) throw new UsageError('--force says nothing about the standard output.');
  if (Object.values(values).includes('only'))
    throw new UsageError('A choice of `only` one sort tears trees apart, and of these a report is.');
  const given = Object.entries(values).filter(([name]) => name !== 'json' && name !== 'force');
  const states = values.state === undefined ? ['--state', 'all'] : [];
  const { place, wish } = readExportOptions(
    [...states, ...given.map(argumentOf), '--format', LIKE],
    env,
    () => '',
  );
  const asked = given.flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'boolean' ? [[name, value] as const] : [],
  );
  return {
    ...{ place, folder, force, json, choice: wish.choice },
    asked: Object.fromEntries(asked.filter(([name]) => !notAsked.has(name))),
  };
}
