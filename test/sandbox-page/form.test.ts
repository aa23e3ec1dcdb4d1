import { expect, test } from 'vitest';
import { problems } from '../../sandbox/page/modal/checks.ts';
import { readForm, touched, untouched } from '../../sandbox/page/modal/form.ts';
import type { FormValues } from '../../sandbox/view.ts';
import { form, secondForm } from './showcase-bot.ts';

const places = readForm(form);
const filled: FormValues = { spam: 'no', quality: null, flags: ['pii'], why: ['a'], text: 'A reply' };

test('every kind of field is read, with its label and whether it must be filled', () => {
  expect(places).toMatchObject([
    { kind: 'radio', id: 'spam', label: 'Is it spam?', required: true },
    { kind: 'radio', id: 'quality', required: false },
    { kind: 'checks', id: 'flags', required: false, min: 0, max: 2 },
    { kind: 'select', id: 'why', required: true, of: 'options' },
    { kind: 'text', id: 'text', long: true, min: 1, max: 2000 },
  ]);
  expect(readForm(secondForm)).toMatchObject([
    { place: 'text' },
    { kind: 'text', long: false, max: 100 },
    { kind: 'check', required: false },
  ]);
});

test('an untouched form holds the defaults of its fields', () => {
  expect(untouched(places)).toEqual({ spam: null, quality: null, flags: [], why: [], text: '' });
  const prefilled = readForm({
    custom_id: 'x',
    title: 'x',
    components: [
      { type: 18, label: 'Text', component: { type: 4, custom_id: 't', style: 1, value: 'draft' } },
      { type: 18, label: 'Tick', component: { type: 23, custom_id: 'c', default: true } },
      {
        type: 18,
        label: 'Radio',
        component: {
          type: 21,
          custom_id: 'r',
          options: [
            { value: '1', label: '1' },
            { value: '2', label: '2', default: true },
          ],
        },
      },
    ],
  });
  expect(untouched(prefilled)).toEqual({ t: 'draft', c: true, r: '2' });
});

test('a form is touched once something differs from its defaults', () => {
  expect(touched(places, untouched(places))).toBe(false);
  expect(touched(places, { ...untouched(places), text: 'a' })).toBe(true);
});

test('a form that is filled in has no problems; optional fields may stay empty', () => {
  expect(problems(places, filled, 'en-US')).toEqual({});
  expect(problems(places, { ...filled, flags: [] }, 'en-US')).toEqual({});
});

test.each<[FormValues, string, string]>([
  [{ spam: null }, 'spam', 'This field is required.'],
  [{ why: [] }, 'why', 'This field is required.'],
  [{ text: '' }, 'text', 'This field is required.'],
  [{ text: 'x'.repeat(2001) }, 'text', 'Must be 2000 characters or fewer.'],
  [{ flags: ['pii', 'lang', 'hate'] }, 'flags', 'Choose 2 at most.'],
])('%j is a problem of its field', (change, field, problem) => {
  expect(problems(places, { ...filled, ...change }, 'en-US')).toEqual({ [field]: problem });
});

test('what is wrong with a form is said in the language of whoever fills it in', () => {
  const change = { spam: null, text: 'x'.repeat(2001) };
  expect(problems(places, { ...filled, ...change }, 'de')).toEqual({
    spam: 'Das muss ausgefüllt sein.',
    text: 'Höchstzahl der Zeichen: 2000.',
  });
  expect(problems(places, { ...filled, flags: ['pii', 'lang', 'hate'] }, 'ja')).toEqual({
    flags: '選べるのは2個までです。',
  });
});
