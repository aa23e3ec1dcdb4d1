import { describe, expect, test } from 'vitest';
import { leftOutLine, nothingLeftOut } from '../../../src/dataset/export/left-out.ts';
import { databases } from '../../support/database.ts';
import { messageId, putPeople, putPromptRanking, putTree } from '../support/collection.ts';
import { exported, parsed } from '../support/text.ts';

const format = 'pairs' as const;

const told = (line: Record<string, unknown>) => {
  const [chosen, rejected] = [line.chosen, line.rejected].map(
    (side) => (side as { content: string }[])[0]?.content,
  );
  return `${chosen} > ${rejected} by ${line.margin}`;
};

describe.each(databases)('on $name', ({ open }) => {
  test('a pair needs the margin that is asked for, and one of which nobody knows it has none', async () => {
    const db = await open();
    await putPeople(db, Array(6).fill({}));
    // of the voters, every other one found none usable
    const rankings = [0, 1, 2, 3, 4].map((voter) => (voter === 2 ? [2, 1, 3] : [1, 2, 3]));
    await putTree(db, 0, {
      messages: [
        { text: 'Why?', rankings },
        { parent: 0, text: 'a', rank: 0 },
        { parent: 0, text: 'b', rank: 1 },
        { parent: 0, text: 'c', rank: 2 },
      ],
    });
    await putTree(db, 1, {
      messages: [{ text: 'And why?' }, { parent: 0, text: 'd', rank: 0 }, { parent: 0, text: 'e', rank: 1 }],
    });
    const found = async (minMargin?: number) => {
      const leftOut = nothingLeftOut();
      const text = await exported(db, {}, { format, leftOut, minMargin });
      return { pairs: parsed(text).map(told), leftOut: leftOutLine(leftOut) };
    };
    expect(await found()).toEqual({
      pairs: ['a > b by 1', 'a > c by 3', 'b > c by 3', 'd > e by null'],
      leftOut: '',
    });
    expect(await found(2)).toEqual({
      pairs: ['a > c by 3', 'b > c by 3'],
      leftOut:
        'Left out: 1 tree without two ranked replies of which one was preferred; 1 pair of a smaller margin ' +
        '(--min-margin); 1 pair of which nobody knows the single rankings (--min-margin).\n',
    });
  });

  test('replies of the prompter make pairs when they are asked for', async () => {
    const db = await open();
    await putPeople(db, [{}]);
    await putTree(db, 0, {
      messages: [
        { text: 'Why?' },
        { parent: 0, text: 'Because.', rankings: [[3, 2]] },
        { parent: 1, text: 'So what?', rank: 1 },
        { parent: 1, text: 'Go on.', rank: 0 },
      ],
    });
    expect(parsed(await exported(db, {}, { format }))).toEqual([]);
    const [pair, ...others] = parsed(await exported(db, {}, { format, between: ['prompter', 'assistant'] }));
    expect(others).toEqual([]);
    expect(pair).toMatchObject({
      prompt: [
        { role: 'user', content: 'Why?' },
        { role: 'assistant', content: 'Because.' },
      ],
      chosen: [{ role: 'user', content: 'Go on.' }],
      rejected: [{ role: 'user', content: 'So what?' }],
      parent_id: messageId(0, 1),
      margin: 1,
    });
  });

  test('prompts make pairs by the majority of those who saw both, each pair once, with its better one', async () => {
    const db = await open();
    await putPeople(db, [{}, {}, {}, {}, { enabled: 0 }]);
    for (const [index, text] of ['p0', 'p1', 'p2', 'p3'].entries())
      await putTree(db, index, { messages: [{ text, reviewResult: index === 3 ? 0 : 1 }] });
    await putPromptRanking(db, 0, [1, 0, 3, 2]); // the last but one is not exported
    await putPromptRanking(db, 1, [1, 2, 0]);
    await putPromptRanking(db, 2, [2, 0]);
    await putPromptRanking(db, 4, [2, 1]); // by somebody who was disabled
    const leftOut = nothingLeftOut();
    const lines = parsed(await exported(db, {}, { format, between: ['prompts'], leftOut }));
    expect(lines.map(told).sort()).toEqual(['p1 > p0 by 2', 'p1 > p2 by 2', 'p2 > p0 by 1']);
    expect(lines[0]).toMatchObject({
      prompt: [],
      parent_id: null,
      chosen_rank: null,
      message_tree_id: lines[0]?.chosen_id,
    });
    await putPromptRanking(db, 3, [0, 2]);
    const tied = nothingLeftOut();
    await exported(db, {}, { format, between: ['prompts'], leftOut: tied });
    expect(leftOutLine(tied)).toContain('1 pair of which as many people preferred each');
  });
});
