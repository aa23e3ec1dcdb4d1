import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { changeDraft, deleteDraft, readDraft } from '../../src/store/drafts.ts';
import { databases } from '../support/database.ts';
import { NOW, withTask } from '../support/stored.ts';

const Numbers = z.array(z.number()).default([]);

describe.each(databases)('drafts on $name', ({ open }) => {
  test('begin with nothing, change, and end', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    expect(await readDraft(db, task)).toBeUndefined();
    const text = { text: 'a\u0000"\\🌱\u2028' };
    expect(await changeDraft(db, task, NOW, (stored) => ({ ...text, before: stored ?? null }))).toEqual({
      ...text,
      before: null,
    });
    expect(await readDraft(db, task)).toEqual({ ...text, before: null });
    await deleteDraft(db, task);
    expect(await readDraft(db, task)).toBeUndefined();
    await deleteDraft(db, task);
  });

  test('that are no JSON any more are as good as none, and are written over', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    await changeDraft(db, task, NOW, () => ({ text: 'Hi' }));
    await db.updateTable('drafts').set({ content: '{"text":' }).execute();
    expect(await readDraft(db, task)).toBeUndefined();
    expect(await changeDraft(db, task, NOW, (stored) => [stored ?? 'nothing'])).toEqual(['nothing']);
    expect(await readDraft(db, task)).toEqual(['nothing']);
  });

  test('lose nothing when twenty changes come at once', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        changeDraft(db, task, NOW, (stored) => [...Numbers.parse(stored), index]),
      ),
    );
    const kept = Numbers.parse(await readDraft(db, task));
    expect(kept.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('of another task are left alone', async () => {
    const db = await open();
    const [one, other] = [await withTask(db, 'ada', 1), await withTask(db, 'ben', 2)];
    await changeDraft(db, one, NOW, () => 'one');
    await changeDraft(db, other, NOW, () => 'other');
    await deleteDraft(db, one);
    expect(await readDraft(db, other)).toBe('other');
  });

  test('of no task are refused', async () => {
    const db = await open();
    await expect(changeDraft(db, 'nobody', NOW, () => 'x')).rejects.toThrow();
  });

  test('stay as they were when a change fails', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    await changeDraft(db, task, NOW, () => 'mine');
    const failing = changeDraft(db, task, NOW, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readDraft(db, task)).toBe('mine');
  });
});
