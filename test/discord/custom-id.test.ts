import { describe, expect, test } from 'vitest';
import { customId, modalId, NO_SUBJECT, readCustomId } from '../../src/discord/custom-id.ts';
import { TaskRequestType } from '../../src/oasst/protocol.ts';
import { filterArgument, readFilter, readType } from '../../src/tasks/task-filter.ts';
import { fc } from '../support/same-cases.ts';
import { id } from '../support/tasks.ts';

const task = id('a');

test('says version, action, subject and argument, and is read back', () => {
  expect(customId('choose', task, '3')).toBe(`v1:choose:${task}:3`);
  expect(readCustomId(`v1:choose:${task}:3`)).toEqual({ action: 'choose', subject: task, argument: '3' });
  expect(readCustomId(customId('stop'))).toEqual({ action: 'stop', subject: NO_SUBJECT, argument: '' });
});

test('names any subject, not only tasks', () => {
  for (const subject of ['1180000000000000000', 'campaign_7', 'en.random~2', id('f')]) {
    expect(readCustomId(customId('open', subject, 'x'))).toEqual({ action: 'open', subject, argument: 'x' });
  }
});

test('a nonce makes another id for the same modal, and none goes without', () => {
  expect(() => modalId('fill', task, '0', '')).toThrow(RangeError);
  expect(modalId('fill', task, '0', 'x1')).not.toBe(modalId('fill', task, '0', 'x2'));
  expect(readCustomId(modalId('fill', task, '0', 'x1'))).toEqual({
    action: 'fill',
    subject: task,
    argument: '0',
  });
});

test('whatever can be made can be read, and is no longer than Discord takes', () => {
  const any = fc.string({ unit: 'binary', maxLength: 50 });
  const action = fc.oneof(fc.stringMatching(/^[a-z]{1,16}$/), any);
  fc.assert(
    fc.property(
      action,
      fc.oneof(fc.constantFrom(task, NO_SUBJECT), any),
      any,
      fc.option(any),
      (name, subject, argument, nonce) => {
        let made: string;
        try {
          made = nonce === null ? customId(name, subject, argument) : modalId(name, subject, argument, nonce);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(made.length).toBeLessThanOrEqual(100);
        expect(readCustomId(made)).toEqual({ action: name, subject, argument });
      },
    ),
  );
});

describe('is refused when made', () => {
  test.each<[string, [string, string, string?, string?]]>([
    ['without an action', ['', task]],
    ['with a colon in the action', ['a:b', task]],
    ['with capitals in the action', ['Skip', task]],
    ['without a subject', ['skip', '']],
    ['with a colon in the subject', ['skip', 'a:b']],
    ['with a blank in the subject', ['skip', 'a b']],
    ['with too long a subject', ['skip', 'x'.repeat(41)]],
    ['with a colon in the argument', ['page', task, '1:2']],
    ['with too long an argument', ['page', task, 'x'.repeat(41)]],
    ['with a colon in the nonce', ['fill', task, '', 'a:b']],
    ['with too long a nonce', ['fill', task, 'x'.repeat(40), 'y'.repeat(30)]],
  ])('%s', (_, [action, subject, argument = '', nonce]) => {
    const make = () =>
      nonce === undefined ? customId(action, subject, argument) : modalId(action, subject, argument, nonce);
    expect(make).toThrow(RangeError);
  });
});

describe('is not read', () => {
  test.each([
    '',
    'v1',
    'v1:skip',
    `v1:skip:${task}`,
    `v2:skip:${task}:`,
    `V1:skip:${task}:`,
    `v1:SKIP:${task}:`,
    'v1:skip:a task:',
    'v1:skip::',
    `v1::${task}:`,
    `v1:skip:${task}::::`,
    `v1:skip:${task}: `.padEnd(101),
    `v1:skip:${task}:${'x'.repeat(41)}`,
    `v1:__proto__:${task}:`,
    'skip',
    '💥'.repeat(30),
  ])('%j', (forged) => expect(readCustomId(forged)).toBeUndefined());
});

describe('a filter in an argument', () => {
  test.each(TaskRequestType.options)('for %s is read back in any language', (type) => {
    for (const lang of ['en', 'pt-BR', 'x'.repeat(15)]) {
      expect(readFilter(filterArgument({ type, lang }))).toEqual({ type, lang });
      expect(() => customId('agree', NO_SUBJECT, filterArgument({ type, lang }))).not.toThrow();
    }
  });

  test.each(['', 'random', 'random.', 'nothing.en', 'random.en us', `random.${'x'.repeat(16)}`, '.en'])(
    '%j is none',
    (argument) => expect(readFilter(argument)).toBeUndefined(),
  );

  test('names a type, or any', () => {
    expect(readType('rate_summary')).toBe('rate_summary');
    expect([readType(''), readType('constructor'), readType('task_done')]).toEqual([
      'random',
      'random',
      'random',
    ]);
  });
});
