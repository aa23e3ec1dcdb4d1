import { expect, test } from 'vitest';
import { typedArguments } from '../../../src/collection/files/typed-arguments.ts';

test.each([
  ['  --synthetic  yes\n--no-emojis ', ['--synthetic', 'yes', '--no-emojis']],
  ['—synthetic yes –min=quality=0.5', ['--synthetic', 'yes', '--min=quality=0.5']],
  ['--campaign "— a,  b"', ['--campaign', '— a,  b']],
  [`--campaign='"a, b",c d' --lang en`, ['--campaign="a, b",c d', '--lang', 'en']],
  ['--model “my model”', ['--model', 'my model']],
  [`--campaign Ada's --lang "en`, ['--campaign', `Ada's`, '--lang', '"en']],
  ['- --key "" x—y', ['-', '--key', '', 'x—y']],
  [' ', []],
])('%j is typed for %j', (text, args) => {
  expect(typedArguments(text)).toEqual(args);
});
