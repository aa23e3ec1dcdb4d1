import { pino } from 'pino';
import { expect, test } from 'vitest';
import { OasstClient } from '../../src/oasst/client.ts';
import { type TaskType, taskTypes } from '../../src/oasst/protocol.ts';
import { protocolRules } from '../../src/oasst/rules.ts';
import { createOpenWork, openCounts } from '../../src/tasks/open-work.ts';
import { testClock } from '../support/clock.ts';

const ada = { id: '1', name: 'Ada' };

/** Open work as a backend tells it that counts how often it is asked. */
function openWork(answer: () => Response) {
  const clock = testClock();
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(new Request(input).url.split('?')[1] ?? '');
    return answer();
  };
  const oasst = new OasstClient({ url: 'http://backend.test', key: 'key', fetch });
  const log = pino({ level: 'silent' });
  return { clock, asked, ...createOpenWork({ oasst, rules: protocolRules, clock, log }) };
}

const some = () =>
  Response.json({ random: 9, label_assistant_reply: 2, initial_prompt: 7, assistant_reply: 0 });

test('a backend is asked once in some seconds for each person and language', async () => {
  const { of, asked, clock } = openWork(some);
  const [first, second] = await Promise.all([of(ada, 'en'), of(ada, 'en')]);
  expect([...(first ?? [])]).toEqual([
    ['label_assistant_reply', 2],
    ['initial_prompt', 7],
  ]);
  expect(second).toEqual(first);
  await of(ada, 'de');
  await of({ id: '2', name: 'Ben' }, 'en');
  expect(asked).toEqual(['lang=en', 'lang=de', 'lang=en']);
  clock.advance(14_999);
  await of(ada, 'en');
  expect(asked).toHaveLength(3);
  clock.advance(1);
  await of(ada, 'en');
  expect(asked).toHaveLength(4);
});

test('a backend is asked once in some seconds for all who have done nothing yet, in each language', async () => {
  const { ofNewcomer, of, asked, clock } = openWork(some);
  const crowd = Array.from({ length: 1_000 }, (_, index) => ({ id: `${index}`, name: 'Guest' }));
  const told = await Promise.all(crowd.map((actor) => ofNewcomer(actor, 'en')));
  expect(told.map((open) => open?.get('initial_prompt'))).toEqual(crowd.map(() => 7));
  await ofNewcomer(ada, 'de');
  expect(asked).toEqual(['lang=en', 'lang=de']);
  await of(ada, 'en'); // who has done something asks for themselves
  expect(asked).toHaveLength(3);
  clock.advance(15_000);
  await ofNewcomer(ada, 'en');
  expect(asked).toHaveLength(4);
});

test('what a newcomer was refused, others are not', async () => {
  const answers = [() => new Response('banned', { status: 403 }), some];
  const { ofNewcomer } = openWork(() => (answers.shift() ?? some)());
  expect(await ofNewcomer(ada, 'en')).toBeUndefined();
  expect((await ofNewcomer({ id: '2', name: 'Ben' }, 'en'))?.get('initial_prompt')).toBe(7);
});

test('what somebody has just done is no longer open to them, and still to others', async () => {
  const { of, took } = openWork(some);
  await of(ada, 'en');
  for (const type of ['label_assistant_reply', 'initial_prompt', 'unheard_of'])
    took(ada, { lang: 'en', type });
  expect(await of(ada, 'en')).toEqual(
    new Map([
      ['initial_prompt', 6],
      ['label_assistant_reply', 1],
    ]),
  );
  took(ada, { lang: 'en', type: 'label_assistant_reply' });
  expect((await of(ada, 'en'))?.has('label_assistant_reply')).toBe(false);
  expect((await of({ id: '2', name: 'Ben' }, 'en'))?.get('label_assistant_reply')).toBe(2);
  took({ id: '3' }, { lang: 'en', type: 'initial_prompt' }); // nobody asked for them yet
});

test('a backend that does not say is not asked at every step either', async () => {
  const { of, asked, clock } = openWork(() => new Response(null, { status: 404 }));
  expect(await of(ada, 'en')).toBeUndefined();
  expect(await of(ada, 'en')).toBeUndefined();
  expect(asked).toHaveLength(1);
  clock.advance(15_000);
  expect(await of(ada, 'en')).toBeUndefined();
  expect(asked).toHaveLength(2);
});

test('only so many people are remembered', async () => {
  const { of, asked } = openWork(some);
  for (let person = 0; person <= 500; person += 1) await of({ id: String(person), name: '' }, 'en');
  await of({ id: '500', name: '' }, 'en');
  expect(asked).toHaveLength(501);
  await of({ id: '0', name: '' }, 'en');
  expect(asked).toHaveLength(502);
});

test('a type that is not offered, or that nobody knows, is not open', () => {
  const counts = { random: 5, initial_prompt: 3, rate_summary: 1, dance: 4, assistant_reply: -1 };
  expect([...openCounts(counts, ['initial_prompt', 'assistant_reply']).keys()]).toEqual(['initial_prompt']);
});

test('the most wanted comes first, new prompts last, and what there is none of nowhere', async () => {
  const counts = { initial_prompt: 50, label_initial_prompt: 2, rank_assistant_replies: 9, rate_summary: 2 };
  const wanted = (offered: readonly TaskType[] = taskTypes) => [
    ...openCounts({ ...counts, prompter_reply: 0 }, offered).keys(),
  ];
  expect(wanted()).toEqual([
    'rank_assistant_replies',
    'rate_summary',
    'label_initial_prompt',
    'initial_prompt',
  ]);
  expect(wanted(['initial_prompt', 'rate_summary'])).toEqual(['rate_summary', 'initial_prompt']);
  const { of, took } = openWork(() => Response.json({ label_initial_prompt: 3, rate_summary: 2 }));
  await of(ada, 'en');
  for (const _ of ['one', 'two']) took(ada, { lang: 'en', type: 'label_initial_prompt' });
  expect([...((await of(ada, 'en')) ?? [])]).toEqual([
    ['rate_summary', 2],
    ['label_initial_prompt', 1],
  ]);
});

test('where a thousand are told there may be more, so that one taken from them leaves a thousand', async () => {
  const { of, took } = openWork(() =>
    Response.json({ random: 1_999, rate_summary: 1_000, assistant_reply: 999 }),
  );
  await of(ada, 'en');
  for (const type of ['rate_summary', 'assistant_reply']) took(ada, { lang: 'en', type });
  expect(await of(ada, 'en')).toEqual(
    new Map([
      ['rate_summary', 1_000],
      ['assistant_reply', 998],
    ]),
  );
});

test('what a newer backend tells by the side in another form is left out, and the rest is told', async () => {
  const newer = {
    label_assistant_reply: 2,
    translate_reply: 4,
    wishes: { of: 'all' },
    note: 'new',
    half: 0.5,
  };
  const { of } = openWork(() => Response.json(newer));
  expect([...((await of(ada, 'en')) ?? [])]).toEqual([['label_assistant_reply', 2]]);
});

test('a backend without the endpoint says nothing, which is not that nothing is open', async () => {
  const { of } = openWork(() => new Response(null, { status: 404 }));
  expect(await of(ada, 'en')).toBeUndefined();
});
