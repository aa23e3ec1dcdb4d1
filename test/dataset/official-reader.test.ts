// What `oasst-data` 0.0.3 of Open Assistant checks when it reads a file, with pydantic 1, for which a field that may be
// null may also be missing, and others than these are passed over:
// https://github.com/LAION-AI/Open-Assistant/blob/main/oasst-data/oasst_data/schemas.py and reader.py
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { memoryDatabase } from '../support/database.ts';
import { putPeople, putPromptRanking, putTree } from './support/collection.ts';
import { everything, exported, parsed } from './support/text.ts';
import { anyTree, PEOPLE } from './support/trees.ts';

const Text = z.string().nullish();
const Whole = z.int().nullish();
const YesNo = z.boolean().nullish();
const Event = z.object({ type: z.string(), user_id: Text });
const Label = z.object({ value: z.number().nullish(), count: z.int() });

const MessageNode = z.object({
  message_id: z.string(),
  parent_id: Text,
  user_id: Text,
  text: z.string(),
  role: z.string(),
  lang: Text,
  review_count: Whole,
  review_result: YesNo,
  deleted: YesNo,
  rank: Whole,
  synthetic: YesNo,
  model_name: Text,
  emojis: z.record(z.string(), z.int()).nullish(),
  get replies() {
    return z.array(MessageNode).nullish();
  },
  labels: z.record(z.string(), Label).nullish(),
  events: z.record(z.string(), z.array(Event)).nullish(),
  tree_state: Text,
});
const MessageTree = z.object({
  message_tree_id: z.string(),
  tree_state: Text,
  prompt: MessageNode.nullish(),
  origin: Text,
});

/** As `read_oasst_obj` tells them apart: a message by its id, a tree by its own. */
function read(line: Record<string, unknown>) {
  if ('message_id' in line) return { message: MessageNode.parse(line) };
  return { tree: MessageTree.parse(line) };
}

type Node = z.output<typeof MessageNode>;

function sizeOf(node: Node | null | undefined): number {
  return node ? 1 + (node.replies ?? []).reduce((sum, reply) => sum + sizeOf(reply), 0) : 0;
}

const shown = fc.record({ labels: fc.boolean(), emojis: fc.boolean(), events: fc.boolean() });

test('it reads every message and every tree of any export, as what they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyTree, { minLength: 2, maxLength: 3 }), shown, async (trees, choice) => {
      const db = await memoryDatabase();
      await putPeople(
        db,
        Array.from({ length: PEOPLE }, () => ({})),
      );
      for (const [index, tree] of trees.entries()) await putTree(db, index, tree);
      await putPromptRanking(db, 0, [1, 0]);
      const size = trees.reduce((sum, { messages }) => sum + messages.length, 0);
      const all = { ...everything, ...choice };
      const messages = parsed(await exported(db, all, { format: 'messages' })).map(read);
      expect(messages.filter(({ message }) => message !== undefined)).toHaveLength(size);
      const readTrees = parsed(await exported(db, all)).map(read);
      expect(readTrees.map(({ tree }) => sizeOf(tree?.prompt)).toSorted((a, b) => a - b)).toEqual(
        trees.map(({ messages: own }) => own.length).toSorted((a, b) => a - b),
      );
      await db.destroy();
    }),
    { numRuns: 15, seed: 20_261_128 },
  );
});
