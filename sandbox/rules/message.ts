import type { APIEmbed } from 'discord-api-types/v10';
import { referenceProblems } from './attachments.ts';
import { byteProblems } from './bytes.ts';
import { componentProblems } from './components.ts';
import { embedProblems, trimEmbed } from './embeds.ts';
import { flag } from './flags.ts';
import { legacyProblems, v2Problems } from './layout.ts';
import type { Part } from './part.ts';
import { type Problem, problem } from './problem.ts';

/** A message as it would be kept: a new one, or an old one with an edit laid over it. */
export type MessageState = {
  content: string;
  embeds: APIEmbed[];
  components: Part[];
  flags: number;
  files: string[];
};

/** White space around texts does not count and is not kept. Anything that is not a message stays as it is. */
export function trimBody(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { content, embeds } = body as { content?: unknown; embeds?: unknown };
  return {
    ...body,
    ...(typeof content === 'string' ? { content: content.trim() } : {}),
    ...(Array.isArray(embeds)
      ? { embeds: embeds.map((embed) => (isObject(embed) ? trimEmbed(embed) : embed)) }
      : {}),
  };
}

/** Everything Discord would refuse in a message whose parts its schema accepts. */
export function stateProblems(state: MessageState, edit: boolean): Problem[] {
  const { content, embeds, components, files } = state;
  const v2 = (state.flags & flag.componentsV2) !== 0;
  const found = [
    ...(v2 ? [...mixed(state), ...v2Problems(components)] : legacyProblems(components)),
    ...componentProblems(components),
    ...embedProblems(embeds),
    ...referenceProblems(components, embeds, files),
  ];
  if (found.length > 0) return found;
  const empty = v2 ? components.length === 0 : !content && embeds.length === 0 && files.length === 0;
  if (empty) return [emptyMessage];
  return byteProblems(components, embeds, edit);
}

const emptyMessage: Problem = {
  path: [],
  code: 'EMPTY_MESSAGE',
  message: 'Cannot send an empty message',
  instead: { status: 400, code: 50006 },
};

function mixed({ content, embeds }: MessageState): Problem[] {
  const legacy = (key: string) =>
    problem(
      [key],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  return [...(content ? [legacy('content')] : []), ...(embeds.length > 0 ? [legacy('embeds')] : [])];
}

const isObject = (value: unknown): value is APIEmbed => typeof value === 'object' && value !== null;
