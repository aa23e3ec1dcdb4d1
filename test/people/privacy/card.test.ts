import { expect, test } from 'vitest';
import { privacyCard } from '../../../src/people/privacy/card.ts';
import type { Kept } from '../../../src/people/privacy/kept.ts';
import { english } from '../../support/scenes.ts';

const kept: Kept = {
  tasks: 1,
  drafts: 0,
  calls: 2,
  consents: 1,
  consentSince: undefined,
  erasing: undefined,
  named: false,
  backend: { is: 'unknown' },
};

const said = (erasing: Kept['erasing']) => {
  const { embeds, components } = privacyCard({ ...kept, erasing }, undefined, english);
  return { text: embeds[0]?.description, rows: components.length };
};

test.each([
  ['erase', '⏳ Your data is being deleted.', 'taken off'],
  ['unlink', '⏳ Your name and ids are being taken off what you gave.', 'deleted'],
] as const)('while a wish to %s is fulfilled, that and nothing else is said', (mode, own, others) => {
  const { text, rows } = said(mode);
  expect(text).toContain(own);
  expect(text).not.toContain(others);
  expect(text).not.toContain('**Get my data**');
  expect(rows).toBe(0);
});

test('nothing is said of being forgotten where nobody asked for it, and each button is explained', () => {
  const { text, rows } = said(undefined);
  expect(text).not.toContain('⏳');
  expect(text).toContain('**Get my data** gives you');
  expect(rows).toBeGreaterThan(0);
});
