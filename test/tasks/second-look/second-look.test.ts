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
    ['email', 'почта@пример.рф'],
    ['email', 'ada@xn--bcher-kva.example.org.xn--p1ai'],
    ['phone', '+1 212-664-7665'],
    ['phone', '+81-3-1234-5678'],
    ['phone', '0049(0)30/1234567'],
    ['iban', 'AT61 1904 3002 3457 3201 or any other'],
    ['iban', 'NO93 8601 1117 947'],
    ['iban', 'the mp34 file and DE89 3704 0044 0532 0130 00'],
    ['card', '4111 1111 1111 1111 12/28 123'],
    ['card', '2223 0031 2200 3222'],
    ['card', '3782 822463 10005'],
    ['card', '6759649826438453'],
    ['address', '9.9.9.10'],
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
    '0.00012345678 of it',
    '0,00123456789 davon',
    '0010110100101101 in binary',
    'the years 2019 2020 2021 2022 and 2023 2024 2025 2026',
    '4444 333 22 1 0000', // not in groups of a card
    '412345678901234567', // an id of Discord's
    'react@18.20.11 and typescript@5.10',
    'git@github.com:somebody/something.git',
    'sk-toggleable__content-fitted-arrow',
    '555-555-5555',
    '(212) 555-0123',
    '123-456-7890',
    'chapter 2.4.1.3',
    '26-11-28:13-44-03',
    'mp34 is what the quick brown fox jumps over', // no country has such numbers
    'de12 apples and oranges and pears', // too long or short for Germany
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
  `${'4'.repeat(1_998)}.4`,
  `${'4 '.repeat(999)}.4`,
  `${'4444-'.repeat(400)}`,
  `ada@${'a-'.repeat(990)}`,
  `${'123-456-'.repeat(250)}`,
  `${'1.'.repeat(1_000)}`,
  `${'a'.repeat(1_999)}@`,
  `${'+1 '.repeat(600)}`,
])('a long text of the same signs is no more than read: %#', (text) => {
  expect(secondLook('assistant_reply', text)).toBeInstanceOf(Array);
});
