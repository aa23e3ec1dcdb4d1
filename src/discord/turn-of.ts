import { ComponentType, type ModalSubmitInteraction } from 'discord.js';
import { NO_TASK, readControlId } from './control-id.ts';
import type { Answerable } from './respond.ts';
import type { Fields, Turn, Visitor } from './turn.ts';

/** Who did it, by the name others see; no longer than a backend takes. */
export function visitorOf({ user, locale }: Answerable): Visitor {
  return { id: user.id, name: [...user.displayName].slice(0, 256).join(''), locale };
}

/** What they did, without Discord's classes. */
export function turnOf(interaction: Answerable, visitor: Visitor): Turn {
  const turn: Turn = {
    id: interaction.id,
    visitor,
    options: {},
    task: NO_TASK,
    argument: '',
    values: [],
    fields: {},
    written: [],
  };
  if (interaction.isChatInputCommand()) {
    const given = interaction.options.data.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return { ...turn, options: Object.fromEntries(given) };
  }
  const control = readControlId(interaction.customId);
  return {
    ...turn,
    task: control?.task ?? NO_TASK,
    argument: control?.argument ?? '',
    values: interaction.isStringSelectMenu() ? interaction.values : [],
    fields: interaction.isModalSubmit() ? fieldsOf(interaction) : {},
    written: interaction.isModalSubmit() ? writtenIn(interaction) : [],
  };
}

function fieldsOf(interaction: ModalSubmitInteraction): Fields {
  const given = [...interaction.fields.fields.values()].map((field): [string, Fields[string]] => {
    if ('values' in field && field.values) return [field.customId, field.values];
    if ('value' in field && field.value !== undefined) return [field.customId, field.value];
    return [field.customId, null];
  });
  return Object.fromEntries(given);
}

function writtenIn({ fields: { fields } }: ModalSubmitInteraction): string[] {
  return [...fields.values()].flatMap((field) => (field.type === ComponentType.TextInput ? field.value : []));
}
