import { z } from 'zod';
import { readArguments, UsageError } from '../../src/command-line.ts';

const number = (least: number, most: number) => z.coerce.number().min(least).max(most);

const Options = z.object({
  /** How long faults go on, in seconds of the sandbox's time. */
  seconds: number(1, 86_400).default(60),
  seed: z.coerce.number().int().default(1),
  people: number(1, 200).default(12),
  /** Faults go on until so many answers were confirmed, even if the time is over. */
  answers: number(0, 1_000_000).default(0),
  /** How many times slower than the computer's the sandbox's time runs; more is kinder to a busy machine. */
  slower: number(1, 100).default(1),
  /** Where to leave a folder with the database and the bot's log; without it they are deleted after a clean run. */
  keep: z.string().optional(),
});

/** What a run is like. */
export type Options = z.output<typeof Options>;

/** Fills in what is not given. Throws a ZodError for what makes no sense. */
export function withDefaults(given: z.input<typeof Options>): Options {
  return Options.parse(given);
}

/**
 * Reads the command line: `--seconds 60 --seed 1 --people 12 …`.
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const options = { seconds: text, seed: text, people: text, answers: text, slower: text, keep: text };
  const { values, positionals } = readArguments(args, options);
  if (positionals.length > 0) throw new UsageError(`${positionals.join(' ')} says nothing here.`);
  const { data, error } = Options.safeParse(values);
  if (error) throw new UsageError(z.prettifyError(error));
  return data;
}
