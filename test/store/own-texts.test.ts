import { describe, expect, test } from 'vitest';
import {
  countAgreed,
  countRaises,
  dropText,
  ownTextLanguages,
  ownTexts,
  proposeText,
  putUpText,
  writtenText,
} from '../../src/store/own-texts.ts';
import { findPerson, meetPerson } from '../../src/store/people.ts';
import { databases } from '../support/database.ts';

const DAY = 24 * 60 * 60_000;
const plainly = { asksAgain: false };
const ada = { by: 'ada', now: 2 };

describe.each(databases)('texts of a collection’s own on $name', ({ open }) => {
  const write = async (db: Awaited<ReturnType<typeof open>>, lang: string, text: string, now = 1) => {
    const id = await proposeText(db, { kind: 'consent', lang, text, by: 'ada' }, now);
    return { id, putUp: (asksAgain = false) => putUpText(db, id, { asksAgain }, ada) };
  };

  test('hold when they are put up, the newest of each language, and stay in all their versions', async () => {
    const db = await open();
    const first = await write(db, 'de', 'Eins');
    expect(await ownTexts(db, 'consent')).toEqual([]);
    expect(await first.putUp()).toBe(true);
    await (await write(db, 'en', 'One')).putUp();
    await (await write(db, 'de', 'Zwei')).putUp();
    expect(await ownTexts(db, 'consent')).toEqual([
      { lang: 'en', text: 'One' },
      { lang: 'de', text: 'Zwei' },
    ]);
    expect(await ownTexts(db, 'privacy')).toEqual([]);
    expect(await writtenText(db, first.id)).toMatchObject({ text: 'Eins', version: 1, written_by: 'ada' });
    expect(await ownTextLanguages(db)).toEqual(new Map([['consent', ['en', 'de']]]));
  });

  test('are taken back by an empty one', async () => {
    const db = await open();
    await (await write(db, 'de', 'Eins')).putUp();
    await (await write(db, 'de', '')).putUp();
    expect(await ownTexts(db, 'consent')).toEqual([]);
  });

  test('are put up once, and ask everybody anew once, however often it is said', async () => {
    const db = await open();
    await meetPerson(db, { id: '1', name: 'Ada' }, 1);
    const { putUp } = await write(db, 'de', 'Eins');
    expect([await putUp(true), await putUp(true), await putUp()]).toEqual([true, false, false]);
    expect(await countRaises(db)).toBe(1);
    expect(await findPerson(db, '1')).toMatchObject({ consent_raises: 1 });
    await (await write(db, 'en', 'One')).putUp(true);
    expect((await findPerson(db, '1'))?.consent_raises).toBe(2);
    expect(await countAgreed(db)).toBe(0);
  });

  test('that were not put up can be dropped, and go after a day; what is up stays', async () => {
    const db = await open();
    const [up, dropped, old] = [
      await write(db, 'de', 'a'),
      await write(db, 'de', 'b'),
      await write(db, 'de', 'c'),
    ];
    await putUpText(db, up.id, plainly, ada);
    await dropText(db, up.id);
    await dropText(db, dropped.id);
    expect(await putUpText(db, dropped.id, plainly, ada)).toBe(false);
    expect(await writtenText(db, old.id)).toBeDefined();
    await write(db, 'de', 'd', DAY + 2);
    expect(await writtenText(db, old.id)).toBeUndefined();
    expect(await ownTexts(db, 'consent')).toEqual([{ lang: 'de', text: 'a' }]);
  });
});
