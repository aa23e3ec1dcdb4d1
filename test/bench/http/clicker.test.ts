import { expect, test } from 'vitest';
import { clicker } from '../../../bench/http/clicker.ts';

const button = (label: string) => ({ type: 2, label, custom_id: `v1:${label}` });
const card = (...labels: string[]) => ({ components: [{ type: 1, components: labels.map(button) }] });
const form = {
  custom_id: 'v1:form',
  components: [{ type: 18, label: 'Your text', component: { type: 4, custom_id: 'text' } }],
};

function person() {
  const done: number[] = [];
  const one = clicker(
    'ada',
    () => 'Why?',
    () => void done.push(1),
  );
  return { one, done };
}

test('a task is done from the command to what was saved by what is shown', () => {
  const { one } = person();
  expect(one.next()).toMatchObject({ type: 2, data: { name: 'task' } });
  expect(one.see({ type: 4, data: card('Answer', 'Skip') }, 'm1')).toBe(true);
  expect(one.next()).toMatchObject({ type: 3, data: { custom_id: 'v1:Answer' }, messageId: 'm1' });
  expect(one.see({ type: 9, data: form }, 'm2')).toBe(true);
  const submitted = one.next();
  expect(submitted).toMatchObject({ type: 5, data: { custom_id: 'v1:form' }, messageId: 'm1' });
  expect(JSON.stringify(submitted)).toContain('"value":"Why?"');
  one.see({ type: 7, data: card('Send', 'Edit') }, 'm3');
  expect(one.next()).toMatchObject({ data: { custom_id: 'v1:Send' }, messageId: 'm1' });
  expect(one.written).toEqual([]);
  one.see({ type: 7, data: { content: 'Saved', ...card('Next task') } }, 'm4');
  expect(one.written).toEqual([{ person: 'ada', text: 'Why?' }]);
  expect(one.next()).toMatchObject({ type: 2 });
  expect(one.lost).toEqual([]);
});

test.each([5, 6])('what a response of type %i promises is waited for', (type) => {
  const { one, done } = person();
  expect(one.see({ type }, 'm1')).toBe(true);
  expect(one.waits()).toBe(true);
  one.change(card('Answer'));
  expect([one.waits(), done.length]).toEqual([false, 1]);
  expect(one.next()).toMatchObject({ data: { custom_id: 'v1:Answer' } });
});

test('what was promised may come before the promise, and counts once', () => {
  const { one, done } = person();
  one.next();
  one.change(card('Answer'));
  one.see({ type: 5 }, 'm1');
  expect([one.waits(), done.length]).toEqual([false, 0]);
  expect(one.next()).toMatchObject({ data: { custom_id: 'v1:Answer' }, messageId: 'm1' });
});

test.each([undefined, 'no', { type: 1 }, { data: {} }])('%j is no answer', (answer) => {
  expect(person().one.see(answer, 'm1')).toBe(false);
});

test('a card that leads nowhere is noted', () => {
  const { one } = person();
  one.see({ type: 4, data: { content: 'Something went wrong', components: [] } }, 'm1');
  expect(one.lost).toHaveLength(1);
});
