import {
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
} from 'discord-api-spec/zod';
import { refusals, refuse } from '../api-error.ts';
import { type AutocompleteChoice, autocompleteProblems } from '../rules/choices.ts';
import { deferralFlagProblems, editFlagProblems, flag, newFlagProblems } from '../rules/flags.ts';
import { readForm } from '../rules/modal.ts';
import { problem, under } from '../rules/problem.ts';
import { schemaProblems } from '../rules/schema.ts';
import { expireThinking } from '../world/deadlines.ts';
import { addMessage, changeMessage } from '../world/messages.ts';
import { numbered } from '../world/parts.ts';
import { personWith } from '../world/people.ts';
import type { Interaction, StoredMessage, World } from '../world/world.ts';
import type { UploadedFile } from './context.ts';
import { type MessageParts, messageParts } from './message-body.ts';

type Answer = { world: World; interaction: Interaction; body: unknown; files: UploadedFile[] };

/** What each type of callback does. All throw, and do nothing, when Discord would refuse. */
export const answers: Record<number, (answer: Answer) => AutocompleteChoice[] | undefined> = {
  4: reply,
  5: deferReply,
  6: deferUpdate,
  7: update,
  8: choices,
  9: form,
};

const dataOf = (body: unknown) => (body as { data?: unknown }).data;

function reply({ world, interaction, body, files }: Answer) {
  const parts = messageParts(
    world,
    { body: dataOf(body), files },
    {
      schema: IncomingWebhookInteractionRequestSchema,
      flagProblems: (flags) => newFlagProblems(flags, 'interaction'),
      path: ['data'],
      edit: false,
    },
  );
  closeForm(world, interaction);
  interaction.originalId = answerMessage(world, interaction, parts).id;
  return undefined;
}

function deferReply({ world, interaction, body }: Answer) {
  const flags = (dataOf(body) as { flags?: number | null } | null | undefined)?.flags ?? 0;
  refuse(under(['data'], schemaProblems(IncomingWebhookInteractionRequestSchema, dataOf(body) ?? {})));
  refuse(under(['data'], deferralFlagProblems(flags)));
  closeForm(world, interaction);
  const empty = { content: '', embeds: [], components: [], attachments: [], pings: [] };
  const message = answerMessage(world, interaction, { ...empty, flags: flags | flag.loading });
  interaction.originalId = message.id;
  expireThinking(world, interaction);
  return undefined;
}

function deferUpdate({ world, interaction }: Answer) {
  closeForm(world, interaction);
  interaction.originalId = interaction.carrierId;
  return undefined;
}

function update({ world, interaction, body, files }: Answer) {
  const message = world.messages.get(interaction.carrierId ?? '');
  if (!message) throw refusals.unknownMessage();
  const parts = messageParts(
    world,
    { body: dataOf(body), files },
    {
      schema: IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
      flagProblems: (flags) => editFlagProblems(flags, message.flags),
      path: ['data'],
      edit: true,
    },
    message,
  );
  closeForm(world, interaction);
  changeMessage(world, message, { ...parts, editedAt: world.clock.now() });
  interaction.originalId = message.id;
  return undefined;
}

function choices({ body }: Answer) {
  refuse(autocompleteProblems(body));
  return (dataOf(body) as { choices: AutocompleteChoice[] }).choices;
}

function form({ world, interaction, body }: Answer) {
  const { form: data, problems } = readForm(dataOf(body));
  refuse(under(['data'], problems));
  if (!data) return undefined;
  const person = personWith(world, interaction.personId);
  if (person.seenForms.has(data.custom_id)) {
    const message = `${person.name} has seen a form with this custom id before: mobile clients would show its old contents`;
    refuse([problem(['data', 'custom_id'], 'SANDBOX_FORM_ID_REPEATED', message)]);
  }
  person.seenForms.add(data.custom_id);
  world.forms.set(person.id, {
    id: interaction.id,
    channelId: interaction.channelId,
    data: { ...data, components: numbered(data.components) } as never,
    opener: interaction,
  });
  world.changed([person.id]);
  return undefined;
}

/** A new message that answers an interaction: its first answer or a follow-up. */
export function answerMessage(world: World, interaction: Interaction, parts: MessageParts): StoredMessage {
  const { type, personId, channelId } = interaction;
  const first = type === 2 && interaction.originalId === null;
  const message = addMessage(world, {
    ...parts,
    id: world.newId(),
    channelId,
    authorId: world.bot.id,
    sentAt: world.clock.now(),
    editedAt: null,
    onlyFor: parts.flags & flag.ephemeral ? personId : null,
    forgotten: false,
    answers: { interaction, command: first ? interaction.command : null },
  });
  interaction.made.add(message.id);
  return message;
}

// A form stays open until its submission is acknowledged, as in Discord's client.
function closeForm(world: World, interaction: Interaction) {
  const { opener, personId } = interaction;
  if (!opener || world.forms.get(personId)?.id !== opener.id) return;
  world.forms.delete(personId);
  world.changed([personId]);
}
