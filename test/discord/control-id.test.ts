import { describe, expect, test } from 'vitest';
import { controlId, NO_TASK, readControlId } from '../../src/discord/control-id.ts';
import { TaskRequestType } from '../../src/oasst/protocol.ts';
import { readType, readWish, wishArgument } from '../../src/tasks/wish.ts';
import { fc } from '../support/same-cases.ts';
import { id } from '../support/tasks.ts';

const task = id('a');

test('says version, action, task and argument, and is read back', () => {
  expect(controlId('choose', task, '3')).toBe(`v1:choose:${task}:3`);
  expect(readControlId(`v1:choose:${task}:3`)).toEqual({ action: 'choose', task, argument: '3' });
  expect(readControlId(controlId('stop'))).toEqual({ action: 'stop', task: NO_TASK, argument: '' });
});

test('a nonce makes another id for the same form', () => {
  expect(controlId('fill', task, '0', 'x1')).not.toBe(controlId('fill', task, '0', 'x2'));
  expect(readControlId(controlId('fill', task, '0', 'x1'))).toEqual({ action: 'fill', task, argument: '0' });
});

test('whatever can be made can be read, and is no longer than Discord takes', () => {
  const any = fc.string({ unit: 'binary', maxLength: 50 });
  const action = fc.oneof(fc.stringMatching(/^[a-z]{1,16}$/), any);
  fc.assert(
    fc.property(
      action,
      fc.constantFrom(task, NO_TASK),
      any,
      fc.option(any),
      (name, owner, argument, nonce) => {
        let made: string;
        try {
          made = controlId(name, owner, argument, nonce ?? undefined);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(made.length).toBeLessThanOrEqual(100);
        expect(readControlId(made)).toEqual({ action: name, task: owner, argument });
      },
    ),
  );
});

describe('is refused when made', () => {
  test.each<[string, Parameters<typeof controlId>]>([
    ['without an action', ['', task]],
    ['with a colon in the action', ['a:b', task]],
    ['with capitals in the action', ['Skip', task]],
    ['for what is no task', ['skip', 'task']],
    ['with a colon in the argument', ['page', task, '1:2']],
    ['with too long an argument', ['page', task, 'x'.repeat(41)]],
    ['with a colon in the nonce', ['fill', task, '', 'a:b']],
    ['with too long a nonce', ['fill', task, 'x'.repeat(40), 'y'.repeat(30)]],
  ])('%s', (_, given) => expect(() => controlId(...given)).toThrow(RangeError));
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
    'v1:skip:task:',
    'v1:skip::',
    `v1::${task}:`,
    `v1:skip:${task}::::`,
    `v1:skip:${task}: `.padEnd(101),
    `v1:skip:${task}:${'x'.repeat(41)}`,
    `v1:__proto__:${task}:`,
    'skip',
    '💥'.repeat(30),
  ])('%j', (forged) => expect(readControlId(forged)).toBeUndefined());
});

describe('a wish in an argument', () => {
  test.each(TaskRequestType.options)('for %s is read back in any language', (type) => {
    for (const lang of ['en', 'pt-BR', 'x'.repeat(15)]) {
      expect(readWish(wishArgument({ type, lang }))).toEqual({ type, lang });
      expect(() => controlId('agree', NO_TASK, wishArgument({ type, lang }))).not.toThrow();
    }
  });

  test.each(['', 'random', 'random.', 'nothing.en', 'random.en us', `random.${'x'.repeat(16)}`, '.en'])(
    '%j is none',
    (argument) => expect(readWish(argument)).toBeUndefined(),
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
