import { expect, test } from 'vitest';
import { messageProblems } from '../../sandbox/rules/check.ts';
import { autocompleteProblems } from '../../sandbox/rules/choices.ts';
import { scopeProblems } from '../../sandbox/rules/commands.ts';
import { modalProblems } from '../../sandbox/rules/modal.ts';
import { fc } from '../support/same-cases.ts';
import { call, scene } from '../support/sandbox-client.ts';

const type = fc.constantFrom(1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 17, 18, 19, 21, 22, 23);
const text = fc.string({ unit: 'grapheme', maxLength: 120 });
const optional = { requiredKeys: [] };
const choice = fc.record({ label: text, value: text, default: fc.boolean() }, optional);
const leaf = {
  type,
  custom_id: text,
  label: text,
  content: text,
  style: fc.integer({ min: 0, max: 7 }),
  options: fc.array(choice, { maxLength: 3 }),
  min_values: fc.integer({ min: -1, max: 30 }),
  media: fc.record({ url: fc.webUrl() }),
};
const inner = fc.record(leaf, optional);
const component = fc.record(
  { ...leaf, components: fc.array(inner, { maxLength: 3 }), component: inner, accessory: inner },
  optional,
);
const odd = fc.jsonValue({ maxDepth: 3 });
const components = fc.oneof(fc.array(component, { maxLength: 4 }), odd);
const embed = fc.record(
  { title: text, description: fc.oneof(text, odd), footer: odd, author: odd, fields: odd },
  optional,
);
const message = fc.record(
  {
    content: fc.oneof(text, odd),
    embeds: fc.oneof(fc.array(embed), odd),
    components,
    flags: fc.oneof(fc.nat(), odd),
  },
  optional,
);
const form = fc.record({ custom_id: text, title: text, components }, optional);
const command = fc.record(
  { name: text, description: text, type: fc.integer({ min: 0, max: 4 }), options: components },
  optional,
);

test('any JSON at all is judged, and never breaks the judge', () => {
  fc.assert(
    fc.property(fc.oneof(message, odd), fc.boolean(), (payload, edit) => {
      expect(messageProblems(payload, { edit })).toBeInstanceOf(Array);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(form, odd), (payload) => {
      expect(modalProblems(payload)).toBeInstanceOf(Array);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(command, odd)), (payload) => {
      expect(scopeProblems(payload)).toBeInstanceOf(Array);
    }),
  );
  fc.assert(
    fc.property(odd, odd, (choices, data) => {
      expect(autocompleteProblems({ type: 8, data: { choices } })).toBeInstanceOf(Array);
      expect(autocompleteProblems({ type: 8, data }).length).toBeGreaterThan(0);
    }),
  );
});

test('any body is answered with a message or a refusal, and what was accepted is what is seen', async () => {
  const { sandbox, ada } = await scene();
  const path = `/channels/${ada.view.channels[0]?.id}/messages`;
  await fc.assert(
    fc.asyncProperty(fc.oneof(message, odd), async (payload) => {
      const before = ada.messages().length;
      const { status, body } = await call(sandbox, 'POST', path, payload);
      expect([200, 400, 500]).toContain(status);
      expect(JSON.stringify(body)).not.toContain('fault of the sandbox');
      expect(ada.messages().length).toBe(status === 200 ? before + 1 : before);
      if (status === 200) expect(ada.last().id).toBe(body.id);
    }),
  );
});
