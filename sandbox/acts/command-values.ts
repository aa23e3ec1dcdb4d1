import type { Option } from '../rules/command-options.ts';
import type { World } from '../world/world.ts';
import { Impossible } from './impossible.ts';

type Value = string | number | boolean;

const kinds: Record<number, (value: Value) => boolean> = {
  3: (value) => typeof value === 'string',
  4: (value) => Number.isSafeInteger(Number(value)) && typeof value !== 'boolean' && value !== '',
  5: (value) => typeof value === 'boolean',
  6: (value) => typeof value === 'string',
  7: (value) => typeof value === 'string',
  8: (value) => typeof value === 'string',
  10: (value) => Number.isFinite(Number(value)) && typeof value !== 'boolean' && value !== '',
  11: (value) => typeof value === 'string',
};

/** The value as it is sent: numbers as numbers. */
export function typed(option: Option, value: Value): Value {
  return option.type === 4 || option.type === 10 ? Number(value) : value;
}

/** What Discord's client checks before a command is sent. Throws `Impossible`. */
export function checkOption(world: World, personId: string, option: Option, value: Value | undefined): void {
  const { name, choices } = option;
  if (value === undefined) {
    if (option.required) throw new Impossible(`The option "${name}" is required`);
    return;
  }
  const fits = kinds[option.type];
  if (!fits) throw new Impossible(`The sandbox cannot fill options of type ${option.type}`);
  if (!fits(value)) throw new Impossible(`The option "${name}" does not take ${JSON.stringify(value)}`);
  const real = typed(option, value);
  if (choices?.length && !choices.some((choice) => choice.value === real)) {
    const offered = choices.map((choice) => choice.value).join(', ');
    throw new Impossible(`The option "${name}" offers ${offered}, not ${real}`);
  }
  const size = typeof real === 'string' ? [...real].length : Number(real);
  const [min, max] =
    option.type === 3 ? [option.min_length, option.max_length ?? 6000] : [option.min_value, option.max_value];
  if (option.type === 3 && size === 0) throw new Impossible(`The option "${name}" is empty`);
  if ((min != null && size < min) || (max != null && size > max)) {
    throw new Impossible(`The option "${name}" must be between ${min ?? 'any'} and ${max ?? 'any'}`);
  }
  if (option.type === 6 && !world.people.has(String(value)))
    throw new Impossible(`Nobody here has the id ${value}`);
  if (option.type === 8 && ![...world.roles.values()].includes(String(value)))
    throw new Impossible(`No role has the id ${value}`);
  if (option.type === 7 && !world.channels.has(String(value)))
    throw new Impossible(`No channel has the id ${value}`);
  if (option.type === 11 && world.uploads.get(String(value))?.personId !== personId)
    throw new Impossible(`The option "${name}" needs a file that was picked before`);
}
