import { describe, expect, test } from 'vitest';
import { hadLesson, markLesson } from '../../src/store/lessons.ts';
import { findPerson, meetPerson } from '../../src/store/people.ts';
import { databases } from '../support/database.ts';

describe.each(databases)('lessons on $name', ({ open }) => {
  test('a lesson is remembered once, each beside the others, also when all come at once', async () => {
    const db = await open();
    const ada = await meetPerson(db, { id: '1', name: 'Ada' }, 0);
    expect(hadLesson(ada.lessons, 'rank')).toBe(false);
    await Promise.all(['rank', 'rate', 'rank', 'user', 'rate'].map((one) => markLesson(db, '1', one)));
    const had = (await findPerson(db, '1'))?.lessons ?? '';
    expect(had.trim().split(' ').toSorted()).toEqual(['rank', 'rate', 'user']);
    expect(['rank', 'rate', 'user', 'prompt', 'ra', ''].map((one) => hadLesson(had.trim(), one))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('of somebody nobody has met nothing is remembered', async () => {
    const db = await open();
    await markLesson(db, '1', 'rank');
    expect(await findPerson(db, '1')).toBeUndefined();
  });
});
