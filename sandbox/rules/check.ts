import {
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
} from 'discord-api-spec/zod';
import type { APIEmbed } from 'discord-api-types/v10';
import { editFlagProblems, newFlagProblems } from './flags.ts';
import { type AllowedMentions, mentionProblems } from './mentions.ts';
import { stateProblems, trimBody } from './message.ts';
import type { Part } from './part.ts';
import type { Problem } from './problem.ts';
import { readBy } from './schema.ts';

type Message = {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: Part[] | null;
  flags?: number | null;
  allowed_mentions?: AllowedMentions;
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
  const read = readBy(schema, trimBody(payload));
  if (read.problems.length > 0) return read.problems;
  const { content, embeds, components, flags, allowed_mentions: mentions } = read.data as Message;
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
    ...mentionProblems(mentions),
    ...stateProblems(state, edit),
  ];
}
