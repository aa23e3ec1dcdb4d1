import { expect, test } from 'vitest';
import { crowd } from '../../../bench/processes/crowd.ts';
import type { Person } from '../../../sandbox/driver/person.ts';

/** Somebody who is told nothing in time of their first `/task`, and of their first `Send`, which is saved. */
function unluckySender(): Person {
  let asked = 0;
  let sent = 0;
  let text = '';
  const notices: string[] = [];
  const person = {
    id: '1',
    modal: {},
    notices,
    text: () => text,
    messages: () => (asked > 1 ? [text] : []),
    buttons() {
      if (asked < 2) throw new Error('there is no message');
      return ['Answer', 'Send'];
    },
    async command() {
      asked += 1;
      notices.length = 0;
      if (asked === 1) notices.push('The application did not respond');
    },
    submit: async () => undefined,
    async click(label: string) {
      if (label !== 'Send') return;
      sent += 1;
      notices.length = 0;
      if (sent === 1) notices.push('The application did not respond');
      else text = 'You have already sent this one.';
    },
    async until(isThere: (person: unknown) => unknown) {
      if (!isThere(person)) throw new Error('waited in vain');
    },
    dismiss: async () => undefined,
  };
  return person as unknown as Person; // what of one a crowd touches
}

test('who sends again, because nobody told them in time, is done when they read that it was sent', async () => {
  const { written, late, firstResponses } = await crowd([unluckySender()], 0, 1);
  expect({ written: written.length, late, inTime: firstResponses.length }).toEqual({
    written: 1,
    late: 2,
    inTime: 4,
  });
});
