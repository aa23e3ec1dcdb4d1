import { Command, CommanderError, Option } from 'commander';
import bot from '../package.json' with { type: 'json' };

/** A command line cannot be understood. `message` is a sentence for whoever typed it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The options of a command by name, without dashes. A switch can also be denied: `--no-` and its name. */
export type Flags = Readonly<Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>>;

/** What was given for options, still unchecked: a text, some texts, or whether a switch is on. */
export type GivenFlags = Readonly<Record<string, string | boolean | string[] | undefined>>;

/** One of the things that a program does. `run` gets what follows its name; `help` is what `--help` prints. */
export type Subcommand = { help: string; run(args: readonly string[]): unknown };

/** A program of several subcommands; `otherwise` is done where none is named. */
export type Program = {
  help: string;
  subcommands: ReadonlyMap<string, Subcommand>;
  otherwise(args: readonly string[]): unknown;
};

type Output = { write(text: string): unknown };

/**
 * Options, and what else stands on a command line.
 * @throws UsageError for an option that there is not, with the one that was probably meant
 */
export function readArguments(
  args: readonly string[],
  flags: Flags,
): { values: GivenFlags; positionals: string[] } {
  const command = silent(new Command()).helpOption(false).argument('[words...]');
  const options = Object.entries(flags).flatMap(([name, { type, multiple }]) => {
    if (type === 'boolean') return [new Option(`--${name}`), new Option(`--no-${name}`).hideHelp()];
    const option = new Option(`--${name} <value>`);
    return [multiple ? option.argParser((value, before: string[] = []) => [...before, value]) : option];
  });
  for (const option of options) {
    command.addOption(option);
    if (option.negate) command.setOptionValue(option.attributeName(), undefined); // neither on nor off unless it is said
  }
  understood(() => command.parse(args, { from: 'user' }));
  const values = options
    .filter(({ negate }) => !negate)
    .map((option) => [option.name(), command.getOptionValue(option.attributeName())] as const)
    .filter(([, value]) => value !== undefined);
  return { values: Object.fromEntries(values), positionals: command.args };
}

/**
 * Does what a command line asks of a program: prints its help, that of a subcommand, or its version, or runs a subcommand.
 * @throws UsageError for a name that there is not, with the one that was probably meant, and whatever the subcommand throws
 */
export async function runProgram(args: readonly string[], program: Program, stdout: Output): Promise<void> {
  const [first, ...rest] = args;
  let chosen = async () => void (await program.otherwise(args));
  const root = withHelp(silent(new Command(), stdout), program.help)
    .version(bot.version)
    .allowUnknownOption()
    .allowExcessArguments();
  for (const [name, { help, run }] of program.subcommands) {
    withHelp(silent(root.command(name), stdout), help)
      .allowUnknownOption()
      .argument('[words...]')
      .action(() => {
        chosen = async () => void (await run(rest));
      });
  }
  if (first === undefined || first.startsWith('-')) root.action(() => {}); // else it has to be the name of a subcommand
  if (understood(() => root.parse(args, { from: 'user' })) === 'told') return;
  await chosen();
}

function withHelp(command: Command, text: string): Command {
  return command.configureHelp({ formatHelp: () => text });
}

function silent(command: Command, stdout?: Output): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => stdout?.write(text),
    writeErr: () => {},
  });
}

/** @throws UsageError */
function understood(parse: () => unknown): 'told' | 'read' {
  try {
    parse();
    return 'read';
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 'told';
    throw new UsageError(sentenceOf(error.message), { cause: error });
  }
}

/** `error: unknown option '--formt'\n(Did you mean --format?)` as sentences. */
function sentenceOf(message: string): string {
  const [what = '', meant] = message.replace(/^error: /, '').split('\n');
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1).replace(/\.$/, '')}.`;
  return [sentence, ...(meant ? [meant.replace(/^\(|\)$/g, '')] : []), '--help lists what there is.'].join(
    ' ',
  );
}
