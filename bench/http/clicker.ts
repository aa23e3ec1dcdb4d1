import { InteractionResponseType as Response } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Written } from '../processes/crowd.ts';

/** Components as they are read here: what is inside of one, and what it is called. */
type Part = {
  type: number;
  label?: string | undefined;
  custom_id?: string | undefined;
  components?: Part[] | undefined;
  component?: Part | undefined;
};
const Part: z.ZodType<Part> = z.lazy(() =>
  z.object({
    type: z.number(),
    label: z.string().optional(),
    custom_id: z.string().optional(),
    components: z.array(Part).optional(),
    component: Part.optional(),
  }),
);
const View = z.object({ components: z.array(Part).default([]), custom_id: z.string().optional() });
const Answer = z.object({ type: z.int(), data: z.unknown().optional() });

const TEXT_INPUT = 4;
/** What leads on, the first of them that there is. */
const onward = ['Send', 'Send anyway', 'Answer', 'Skip the tutorial', 'I agree'];
const taken = /Saved|Safe with me|About to go out/;

/** The part of an interaction that a person decides. */
export type Deed = { type: 2 | 3 | 5; data: object; messageId?: string | undefined };

/** Somebody who writes one prompt after the other, and knows of what they see no more than leads on. */
export type Clicker = {
  readonly id: string;
  /** What they do next. */
  next(): Deed;
  /** What was answered; false when it is no answer. `messageId` is that of a new message. */
  see(answer: unknown, messageId: string): boolean;
  /** What they have been promised has come. */
  change(message: unknown): void;
  /** Whether they wait for what they have been promised. */
  waits(): boolean;
  /** What they have written and seen taken. */
  written: Written[];
  /** What they were shown that leads nowhere, such as an error. */
  lost: string[];
};

/** A person whose texts come from `text`. `done` is told each time there is something to do again after a promise. */
export function clicker(id: string, text: () => string, done: () => void): Clicker {
  let card: { messageId: string; buttons: Map<string, string> } | undefined;
  let form: { id: string; input: string } | undefined;
  let draft = '';
  let isPromised = false;
  let early: unknown; // what was promised may overtake the promise
  const written: Written[] = [];
  const lost: string[] = [];

  function show(message: unknown, messageId: string): void {
    const parts = walk(View.parse(message).components);
    const named = parts.flatMap(({ label, custom_id: name }) =>
      label && name ? [[label, name] as const] : [],
    );
    card = { messageId, buttons: new Map(named) };
    isPromised = false;
    const words = JSON.stringify(message);
    if (taken.test(words) && draft !== '') {
      written.push({ person: id, text: draft });
      draft = '';
    } else if (!onward.some((label) => card?.buttons.has(label))) lost.push(words);
  }

  function open(data: unknown): void {
    const { custom_id: name, components } = View.parse(data);
    const input = walk(components).find(({ type }) => type === TEXT_INPUT)?.custom_id;
    if (name !== undefined && input !== undefined) form = { id: name, input };
    else lost.push(JSON.stringify(data));
  }

  return {
    id,
    written,
    lost,
    waits: () => isPromised,
    next() {
      early = undefined;
      const { messageId } = card ?? {};
      if (form) {
        draft = text();
        const component = { type: TEXT_INPUT, custom_id: form.input, value: draft };
        const data = { custom_id: form.id, components: [{ type: 18, component }] };
        form = undefined;
        return { type: 5, data, messageId };
      }
      const button = onward.map((label) => card?.buttons.get(label)).find((name) => name !== undefined);
      if (button !== undefined) return { type: 3, data: { component_type: 2, custom_id: button }, messageId };
      const options = [{ name: 'type', type: 3, value: 'initial_prompt' }];
      return { type: 2, data: { id: '1', name: 'task', type: 1, options } };
    },
    see(answer, messageId) {
      const { data: read } = Answer.safeParse(answer);
      if (!read) return false;
      const { type, data } = read;
      if (type === Response.ChannelMessageWithSource) show(data, messageId);
      else if (type === Response.UpdateMessage) show(data, card?.messageId ?? messageId);
      else if (type === Response.Modal) open(data);
      else if (type === Response.DeferredMessageUpdate) isPromised = true;
      else if (type === Response.DeferredChannelMessageWithSource) {
        isPromised = true;
        card = { messageId, buttons: new Map() };
      } else return false;
      if (isPromised && early !== undefined) show(early, card?.messageId ?? messageId);
      return true;
    },
    change(message) {
      if (!isPromised) {
        early = message;
        return;
      }
      show(message, card?.messageId ?? '');
      done();
    },
  };
}

function walk(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [
    part,
    ...walk(part.components ?? []),
    ...walk(part.component ? [part.component] : []),
  ]);
}
