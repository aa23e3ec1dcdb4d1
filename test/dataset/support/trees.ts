import fc from 'fast-check';
import { fits } from '../../../src/backend/text.ts';
import { treeStates } from '../../../src/backend/trees/tables.ts';
import { stripBlanks } from '../../../src/text.ts';
import type { PlainMessage, PlainTree } from './collection.ts';

export const PEOPLE = 6;

const text = fc
  .oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 }))
  .filter((value) => fits(value, 2_000) && stripBlanks(value) !== '');
const emoji = fc.constantFrom('+1', '-1', 'red_flag', '_skip_reply', 'heart_eyes');
const labels = fc.dictionary(
  fc.constantFrom('spam', 'quality', 'humor', 'toxicity'),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

const message: fc.Arbitrary<PlainMessage & { above: number }> = fc.record({
  above: fc.nat(20),
  text,
  author: fc.nat(PEOPLE - 1),
  at: fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2026, 0, 1) }),
  reviewCount: fc.nat(4),
  reviewResult: fc.constantFrom(0, 1, 1, 1, null),
  deleted: fc.boolean(),
  synthetic: fc.boolean(),
  model: fc.option(fc.string({ maxLength: 10 }).filter((name) => !name.includes('\0'))),
  secondLook: fc.subarray(['email', 'short', 'language']),
  rank: fc.option(fc.nat(3)),
  labels: fc.array(labels, { maxLength: PEOPLE }),
  emojis: fc.array(emoji, { maxLength: PEOPLE }),
});

/** Trees of any shape and in any state, with messages of every kind. */
export const anyTree: fc.Arbitrary<PlainTree> = fc
  .record({
    lang: fc.constantFrom('en', 'de', 'pt-BR'),
    state: fc.constantFrom(...treeStates),
    origin: fc.option(fc.constantFrom('samples', 'a model')),
    messages: fc.array(message, { minLength: 1, maxLength: 9 }),
  })
  .map(({ messages, ...tree }) => ({ ...tree, messages: withRankings(messages.map(withParent)) }));

function withParent({ above, ...plain }: PlainMessage & { above: number }, index: number): PlainMessage {
  return index === 0 ? plain : { ...plain, parent: above % index };
}

function withRankings(messages: readonly PlainMessage[]): PlainMessage[] {
  return messages.map((plain, index) => {
    const replies = [...messages.keys()].filter((reply) => messages[reply]?.parent === index);
    return replies.length < 2 ? plain : { ...plain, rankings: [replies, replies.toReversed()] };
  });
}
