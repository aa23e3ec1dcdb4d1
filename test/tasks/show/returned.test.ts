import { expect, test } from 'vitest';
import type { View } from '../../../src/discord/view.ts';
import { codes } from '../../../src/oasst/errors.ts';
import { protocolRules } from '../../../src/oasst/rules.ts';
import { NOT_AGREED } from '../../../src/tasks/session/rules.ts';
import { activeView, endedView } from '../../../src/tasks/show/ended.ts';
import { english, taskOf } from '../../support/scenes.ts';

/** Somebody's text that came back by a code. */
function cameBack(refusalCode: number | null): View {
  const task = taskOf('assistant_reply');
  const facts = { taskId: task.id, personId: '1', requested: 'random', messageId: null };
  const times = { expiresAt: 2_000_000_000_000, updatedAt: 2_000_000_000_000, lastTurn: null };
  const state = 'returned' as const;
  const session = {
    ...facts,
    ...times,
    type: task.type,
    task,
    lang: 'en',
    state,
    refusalCode,
    isAmended: false,
  };
  return activeView(session, { text: 'Because of the air.' }, { words: english, rules: protocolRules });
}

const buttons = ({ components }: View) =>
  components
    .flatMap((row) => row.components)
    .flatMap((one) =>
      'label' in one && one.label && 'custom_id' in one ? [`${one.label} ${one.style}`] : [],
    );
const said = ({ embeds }: View) => embeds.map(({ description }) => description).join('\n');

test.each([null, codes.textTooShort, codes.textLikeOwn])(
  'what came back by %s is first of all to be changed',
  (code) => {
    const view = cameBack(code);
    expect(buttons(view)).toEqual(['Send 2', 'Edit 1', 'Skip 2']);
    expect(said(view)).toContain('Press **Edit** to change it first.\nPress **Send** below to send it.');
  },
);

test.each([
  [NOT_AGREED, ['Send 3', 'Edit 2', 'Skip 2'], 'It can be sent as it is; if you have not agreed again yet'],
  [codes.termsNotAccepted, ['Send 3', 'Edit 2', 'Skip 2', 'I agree 2'], 'then press **I agree** here. Once'],
  [codes.userDisabled, ['Send 3', 'Edit 2', 'Skip 2', 'Appeal 2'], 'Once that is settled, it can be sent'],
])('what came back by %i needs no other words: it leads to what does', (code, shown, text) => {
  const view = cameBack(code);
  expect(buttons(view)).toEqual(shown);
  expect(said(view)).toContain(text);
  expect(said(view)).not.toContain('Edit');
});

test('a ban names the button that shows its reason, which stands there also once the time is over', () => {
  const line = '**Appeal** shows the reason, and lets you answer it.';
  expect(said(cameBack(codes.userDisabled))).toContain(line);
  const task = taskOf('assistant_reply');
  const times = { expiresAt: 2, updatedAt: 1, lastTurn: null };
  const facts = { taskId: task.id, personId: '1', requested: 'random', messageId: null, lang: 'en' };
  const state = { state: 'returned', isAmended: false, refusalCode: codes.userDisabled } as const;
  const session = { ...facts, ...times, ...state, type: task.type, task };
  const view = endedView(session, { text: 'Mine' }, { words: english, rules: protocolRules });
  expect(said(view)).toContain(line);
  expect(buttons(view)).toContain('Appeal 2');
});
