import type { APIApplicationCommand } from 'discord-api-types/v10';
import { isAvailable } from '../rules/available.ts';
import type { Option } from '../rules/command-options.ts';
import type { ActResult, PersonAction } from '../view.ts';
import { personWith } from '../world/people.ts';
import { allCommands, commandsFor } from '../world/snapshot.ts';
import type { World } from '../world/world.ts';
import { checkOption, typed } from './command-values.ts';
import { Impossible } from './impossible.ts';
import { resolvedOptions } from './resolved-options.ts';
import { send } from './send.ts';

type Given = Record<string, string | number | boolean>;
type Chosen = { command: APIApplicationCommand; groups: Option[]; options: Option[] };

/** Types a slash command. Subcommands follow the name after a space: `data export`. */
export function useCommand(
  world: World,
  personId: string,
  action: Extract<PersonAction, { do: 'command' }>,
): Promise<ActResult> {
  return sendCommand(world, personId, action, find(world, personId, action));
}

/** For tests: the same for a command that is hidden from its user, as an old client or another program could send it. */
export function forgeCommand(
  world: World,
  personId: string,
  action: Omit<Extract<PersonAction, { do: 'command' }>, 'do'>,
): Promise<ActResult> {
  return sendCommand(world, personId, action, chosen(allCommands(world), action.name));
}

function sendCommand(
  world: World,
  personId: string,
  action: Omit<Extract<PersonAction, { do: 'command' }>, 'do'>,
  { command, groups, options }: Chosen,
): Promise<ActResult> {
  const given = action.options ?? {};
  known(options, given);
  for (const option of options) checkOption(world, personId, option, given[option.name]);
  const data = {
    ...head(world, command),
    options: nest(groups, values(options, given)),
    ...resolvedOptions(world, options, given),
  };
  return send(world, { type: 2, personId, channelId: action.channelId, command: action.name }, data);
}

/** Asks for completions of one option while it is being typed. Resolves with the choices; none when the bot is silent. */
export function autocomplete(
  world: World,
  personId: string,
  action: Extract<PersonAction, { do: 'autocomplete' }>,
): Promise<ActResult> {
  const { command, groups, options } = find(world, personId, action);
  const option = options.find(({ name }) => name === action.option);
  if (!option?.autocomplete)
    throw new Impossible(`/${action.name} has no option "${action.option}" that completes`);
  const others = { ...action.options };
  delete others[option.name];
  known(options, others);
  const focused = { type: option.type, name: option.name, value: action.value, focused: true };
  const data = { ...head(world, command), options: nest(groups, [...values(options, others), focused]) };
  return send(world, { type: 4, personId, channelId: action.channelId, command: action.name }, data);
}

function find(
  world: World,
  personId: string,
  { name, channelId }: { name: string; channelId: string },
): Chosen {
  if (world.forms.has(personId))
    throw new Impossible('A form is open in front of everything: submit or cancel it first');
  const person = personWith(world, personId);
  const place = world.channels.get(channelId)?.kind ?? 'text';
  // rights on a server mean nothing in direct messages
  const offered = place === 'text' ? commandsFor(world, person) : allCommands(world);
  return chosen(
    offered.filter((candidate) => isAvailable(candidate, place, person.installed)),
    name,
    ` here for ${person.name}`,
  );
}

function chosen(commands: readonly APIApplicationCommand[], name: string, where = ''): Chosen {
  const [root, ...path] = name.split(' ');
  const command = commands.find((candidate) => candidate.name === root && candidate.type === 1);
  if (!command) throw new Impossible(`There is no command /${root}${where}`);
  const groups: Option[] = [];
  let options = (command.options ?? []) as Option[];
  for (const step of path) {
    const group = options.find((option) => option.type <= 2 && option.name === step);
    if (!group) throw new Impossible(`/${root} has no subcommand "${step}"`);
    groups.push(group);
    options = group.options ?? [];
  }
  if (options.some((option) => option.type <= 2))
    throw new Impossible(`/${name} needs one of its subcommands`);
  return { command, groups, options };
}

function known(options: Option[], given: Given) {
  const strange = Object.keys(given).find((name) => !options.some((option) => option.name === name));
  if (strange !== undefined) throw new Impossible(`There is no option "${strange}"`);
}

const head = (world: World, { id, name, type, guild_id }: APIApplicationCommand) => ({
  id,
  name,
  type,
  ...(guild_id ? { guild_id: world.guild.id } : {}),
});

const values = (options: Option[], given: Given) =>
  options.flatMap((option) => {
    const value = given[option.name];
    return value === undefined ? [] : [{ type: option.type, name: option.name, value: typed(option, value) }];
  });

const nest = (groups: Option[], inner: unknown[]): unknown[] =>
  groups.reduceRight<unknown[]>((options, { type, name }) => [{ type, name, options }], inner);
