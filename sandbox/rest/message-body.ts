import type { APIEmbed } from 'discord-api-types/v10';
import type { ZodMiniType } from 'zod/mini';
import { refuse } from '../api-error.ts';
import { flag } from '../rules/flags.ts';
import { type AllowedMentions, mentionProblems, pinged } from '../rules/mentions.ts';
import { type MessageState, stateProblems, trimBody } from '../rules/message.ts';
import { type Part, walk } from '../rules/part.ts';
import { type Problem, under } from '../rules/problem.ts';
import { readBy } from '../rules/schema.ts';
import { numbered, resolveFiles } from '../world/parts.ts';
import type { StoredMessage, World } from '../world/world.ts';
import type { UploadedFile } from './context.ts';
import { attachmentsAfter } from './upload.ts';

export type MessageParts = Pick<
  StoredMessage,
  'content' | 'embeds' | 'components' | 'attachments' | 'flags' | 'pings'
>;

/** How a body is to be read: by which schema, what is wrong with its flags, where it stands in the request. */
export type Reading = {
  schema: ZodMiniType<unknown, unknown>;
  flagProblems: (flags: number) => Problem[];
  path: Problem['path'];
  edit: boolean;
};

type Body = {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: Part[] | null;
  attachments?: { id: string | number; filename?: string; description?: string; title?: string }[] | null;
  flags?: number | null;
  allowed_mentions?: AllowedMentions;
};

const nothing: MessageParts = {
  content: '',
  embeds: [],
  components: [],
  attachments: [],
  flags: 0,
  pings: [],
};

/**
 * The parts of a message after this body: of a new one, or of an existing one whose other parts stay.
 * Throws what Discord would answer when it would refuse; then nothing has been kept.
 */
export function messageParts(
  world: World,
  request: { body: unknown; files: UploadedFile[] },
  reading: Reading,
  old: MessageParts = nothing,
): MessageParts {
  const { path, edit } = reading;
  const read = readBy(reading.schema, trimBody(request.body ?? {}));
  refuse(under(path, read.problems));
  const body = read.data as Body; // as the schema has just found
  const flags = (body.flags ?? 0) | (edit ? old.flags : 0);
  const plan = attachmentsAfter(world, body.attachments, request.files, old.attachments);
  const state = {
    content: body.content === undefined ? old.content : (body.content ?? ''),
    embeds: body.embeds === undefined ? old.embeds : (body.embeds ?? []),
    components: body.components === undefined ? old.components : (body.components ?? []),
    flags,
    files: plan.attachments.map(({ filename }) => filename),
  };
  refuse(
    under(path, [
      ...plan.problems,
      ...reading.flagProblems(body.flags ?? 0),
      ...mentionProblems(body.allowed_mentions),
      ...stateProblems(state, edit),
    ]),
  );
  plan.keep();
  return {
    content: state.content,
    embeds: resolveFiles(state.embeds, plan.attachments),
    components: resolveFiles(numbered(state.components), plan.attachments),
    attachments: plan.attachments,
    flags: flags & ~flag.loading,
    pings: edit && !(old.flags & flag.loading) ? old.pings : pinged(displayed(state), body.allowed_mentions),
  };
}

// Mentions in embeds never ping.
const displayed = ({ content, components }: MessageState) => [
  content,
  ...walk(components).map(({ part }) => part.content ?? ''),
];
