import {
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
} from 'discord-api-spec/zod';
import type { APIEmbed } from 'discord-api-types/v10';
import { editFlagProblems, newFlagProblems } from './flags.ts';
import { stateProblems, trimBody } from './message.ts';
import type { Part } from './part.ts';
import type { Problem } from './problem.ts';
import { schemaProblems } from './schema.ts';

type Message = {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: Part[] | null;
  flags?: number | null;
};

/**
 * Everything Discord would refuse in a whole message, for tests of code that makes payloads: as an answer to an interaction, or as
 * an edit that replaces all parts of a message that had `existing` flags. `files` are the names of the files beside it.
 */
export function messageProblems(
  payload: unknown,
  { edit = false, existing = 0, files = [] }: { edit?: boolean; existing?: number; files?: string[] } = {},
): Problem[] {
  const schema = edit
    ? IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema
    : IncomingWebhookInteractionRequestSchema;
  const trimmed = trimBody(payload);
  const found = schemaProblems(schema, trimmed);
  if (found.length > 0) return found;
  const { content, embeds, components, flags } = trimmed as Message;
  const set = flags ?? 0;
  const state = {
    content: content ?? '',
    embeds: embeds ?? [],
    components: components ?? [],
    flags: set | existing,
    files,
  };
  return [
    ...(edit ? editFlagProblems(set, existing) : newFlagProblems(set, 'interaction')),
    ...stateProblems(state, edit),
  ];
}
