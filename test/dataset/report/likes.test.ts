import { expect, test } from 'vitest';
import { createLikes } from '../../../src/dataset/report/likes.ts';
import { seededRandom } from '../../support/random.ts';

type Text = { key: number; marks: readonly number[] };

/** The same by comparing all with all. */
function compared(texts: readonly Text[]) {
  const groups = texts.map((_, index) => index);
  for (const [later, one] of texts.entries())
    for (const [earlier, other] of texts.slice(0, later).entries())
      if (one.key === other.key || one.marks.some((mark) => other.marks.includes(mark))) {
        const [from, to] = [groups[later], groups[earlier]];
        for (const [index, group] of groups.entries()) if (group === from) groups[index] = to ?? 0;
      }
  const keys = new Set(texts.map(({ key }) => key));
  return { same: texts.length - keys.size, alike: texts.length - new Set(groups).size };
}

test('texts are the same and alike as they are when each is compared with all others', () => {
  const random = seededRandom(11);
  const upTo = (most: number) => Math.floor(random() * most);
  for (let run = 0; run < 40; run += 1) {
    const texts = Array.from({ length: 1 + upTo(60) }, () => ({
      key: 2 ** 47 + upTo(40),
      marks: Array.from({ length: upTo(4) }, () => 2 ** 51 + upTo(150)),
    }));
    const likes = createLikes();
    for (const { key, marks } of texts) likes.add(key, marks);
    expect(likes.again()).toEqual(compared(texts));
    likes.close();
  }
});

test('a key is no mark, a mark that a text has twice joins it to nothing, and nothing is like nothing', () => {
  const likes = createLikes();
  expect(likes.again()).toEqual({ same: 0, alike: 0 });
  likes.add(5, [6, 6]);
  likes.add(6, [5]);
  expect(likes.again()).toEqual({ same: 0, alike: 0 });
  likes.close();
});
