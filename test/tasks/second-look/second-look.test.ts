import { describe, expect, test } from 'vitest';
import { secondLook } from '../../../src/tasks/second-look/second-look.ts';

const around = (part: string) => `You can reach me there: ${part} and nowhere else.`;
const found = (part: string) => secondLook('initial_prompt', around(part));

describe('personal data is seen:', () => {
  test.each([
    ['email', 'ada.lovelace+x@analytical-engine.co.uk'],
    ['email', 'ada@posteo.de'],
    ['phone', '+49 30 1234567'],
    ['phone', '0033 1 42 68 53 00'],
    ['phone', '(212) 664-7665'],
    ['iban', 'DE89 3704 0044 0532 0130 00'],
    ['iban', 'GB82WEST12345698765432'],
    ['iban', 'fr14 2004 1010 0505 0001 3m02 606'],
    ['card', '4111 1111 1111 1111'],
    ['card', '378282246310005'],
    ['card', '5555-5555-5555-4444'],
    ['address', '93.184.216.34'],
    ['address', '00:1A:2b:3C:4d:5E'],
    ['address', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
    ['token', `sk-${'a1'.repeat(12)}`],
    ['token', `ghp_${'a1B2'.repeat(9)}`],
    ['token', 'AKIAIOSFODNN7EXAMPLE'],
    ['token', '-----BEGIN RSA PRIVATE KEY-----'],
  ])('%s in %s', (kind, part) => expect(found(part)).toEqual([kind]));
});

describe('what only looks like it is not:', () => {
  test.each([
    'somebody@example.com',
    'me@mail.example',
    'the year 1984 and the number 3.14159265358979',
    'DE88 3704 0044 0532 0130 00', // the check digits are wrong
    '4111 1111 1111 1112', // so is the last one
    '192.168.0.1',
    '127.0.0.1',
    '300.1.2.3',
    'version 24.21.0',
    '10:30:45',
    '+1',
    'sk-short',
    'a 100,000,000 km long way',
    '2 + 2 = 4',
  ])('%s', (part) => expect(found(part)).toEqual([]));
});

test('several kinds are told once each, and a text may have all of them', () => {
  const text = around('ada@posteo.de, ben@posteo.de, +49 30 1234567 and 4111 1111 1111 1111');
  expect(secondLook('assistant_reply', text)).toEqual(['email', 'card', 'phone']);
});

describe('a chatbot that speaks of itself is heard', () => {
  test.each([
    'As an AI language model, I do not have opinions.',
    'I’m sorry, but I can’t assist with that.',
    'As of my last update, that was true.',
    'Als KI-Sprachmodell habe ich keine Meinung.',
    'Como modelo de lenguaje, no tengo opiniones.',
    'En tant que modèle de langage, je n’ai pas d’avis.',
    'Como um modelo de linguagem, não tenho opiniões.',
    'Как языковая модель, я не имею мнения.',
    '私は言語モデルとして、意見を持ちません。',
    '作为一个人工智能语言模型，我没有观点。',
  ])('%s', (text) => expect(secondLook('assistant_reply', text)).toContain('chatbot'));

  test.each([
    'How do language models work?',
    'Write me a story in which an AI learns to sing.',
    'Was kann eine KI, was ein Mensch nicht kann?',
    'Comment l’IA est-elle entraînée ?',
  ])('and not in %s', (text) => expect(secondLook('initial_prompt', text)).toEqual([]));
});

test.each([
  ['initial_prompt', 'Hi', true],
  ['initial_prompt', 'What is bread?', false],
  ['initial_prompt', 'パンとは何？', false],
  ['prompter_reply', 'Why not?', false],
  ['assistant_reply', 'Yes.', true],
  ['assistant_reply', 'Yes, on Mondays only.', false],
  ['summarize_story', 'A dog.', true],
] as const)('%s: %s', (type, text, short) => expect(secondLook(type, text).includes('short')).toBe(short));

test.each([
  `${'9'.repeat(2_000)}`,
  `${'a@'.repeat(1_000)}`,
  `${'DE89 '.repeat(400)}`,
  `${'1.'.repeat(1_000)}`,
  `${'a'.repeat(1_999)}@`,
  `${'+1 '.repeat(600)}`,
])('a long text of the same signs is no more than read: %#', (text) => {
  expect(secondLook('assistant_reply', text)).toBeInstanceOf(Array);
});
