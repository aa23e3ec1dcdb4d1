import { expect, test } from 'vitest';
import type { Life } from './bot/keeper.ts';
import type { Content } from './content.ts';
import type { Arrival, Fate, HandedOut } from './ledger/ledger.ts';
import { TaskMemory } from './people/memory.ts';
import { type Evidence, judge } from './verdict/verdict.ts';

const [ada, ben] = ['1', '2'];
const task = { id: 'task', type: 'assistant_reply' as const };
const said = (text: string): Content => ({ kind: 'text', text });
const mine = said('mk7qp1n1 mine');

function arrival(given: Partial<Arrival> = {}): Arrival {
  const usual = { at: 100, from: 1, user: ada, content: mine, accepted: true, code: undefined };
  return { ...usual, told: 'whole', toldAt: 110, ...given };
}

/** Ada's task, with what came in for it. */
function handed(arrivals: Arrival[], fate: Fate = { is: 'normal' }): HandedOut {
  return { task, owner: ada, fate, ack: 'm', nacked: false, arrivals };
}

/** What Ada knows of it: she has written her text, and it was shown back. */
function written(...then: ((memory: TaskMemory) => void)[]): TaskMemory {
  const memory = new TaskMemory(task);
  memory.enter(() => mine);
  memory.see(mine);
  for (const act of then) act(memory);
  return memory;
}

const sent = (memory: TaskMemory) => memory.send();
const saved = (memory: TaskMemory) => memory.hear('saved');
const safe = (memory: TaskMemory) => memory.hear('safe');

function findings(tasks: HandedOut[], memory: TaskMemory | undefined, given: Partial<Evidence> = {}) {
  const evidence: Evidence = {
    ledger: { tasks: new Map(tasks.map((one) => [one.task.id, one])), faults: [] },
    people: [{ id: ada, name: 'Ada', memories: new Map(memory ? [[memory.task.id, memory]] : []) }],
    clicks: [],
    vanished: [],
    stuck: [],
    leaks: [],
    lives: [life(1)],
    ...given,
  };
  const found = Object.entries(judge(evidence).findings).filter(([, list]) => list.length > 0);
  return Object.fromEntries(found.map(([name, list]) => [name, list.map(({ what }) => what)]));
}

function life(number: number, how: 'killed' | 'stopped' | 'failed' = 'stopped', at = 10_000): Life {
  return { number, wasReady: true, end: { how, code: how === 'killed' ? null : 0, at } };
}

test('an answer that was saved and is there is as it should be', () => {
  expect(findings([handed([arrival()])], written(sent, saved))).toEqual({});
});

test.each([
  ['saved', saved],
  ['safe', safe],
])('an answer that its author was told is %s and that never came is lost', (_, told) => {
  expect(findings([handed([])], written(sent, told))).toHaveProperty('lost');
});

test('an answer that was called safe and then came back is not lost, one that was called saved is', () => {
  const refused = handed([arrival({ accepted: false, code: 2010 })], { is: 'refused', code: 2010 });
  const returned = (memory: TaskMemory) => memory.hear('returned');
  expect(findings([refused], written(sent, safe, returned))).toEqual({});
  expect(findings([refused], written(sent, safe))).toHaveProperty('lost');
  expect(findings([refused], written(sent, saved, returned))).toHaveProperty('lost');
});

test('an answer that came back, was sent again, called safe and never came is lost', () => {
  const refused = handed([arrival({ accepted: false, code: 1009 })], { is: 'first refused' });
  const returned = (memory: TaskMemory) => memory.hear('returned');
  expect(findings([refused], written(sent, safe, returned, sent, safe))).toHaveProperty('lost');
  expect(findings([refused], written(sent, safe, returned, sent, safe, returned))).toEqual({});
});

test('an answer that the backend has and that its author was told came back is as good as lost', () => {
  const returned = (memory: TaskMemory) => memory.hear('returned');
  expect(findings([handed([arrival()])], written(sent, returned))).toHaveProperty('lost');
  const mended = handed([arrival()], { is: 'first refused' });
  expect(findings([mended], written(sent, returned))).toEqual({});
});

test('an older text than the one that was shown is a loss, a newer one that was never shown is none', () => {
  const newer = said('mk7qp1n2 newer');
  const edited = (memory: TaskMemory) => memory.enter(() => newer);
  const shown = (memory: TaskMemory) => memory.see(newer);
  expect(findings([handed([arrival()])], written(edited, shown, sent, saved))).toHaveProperty('lost');
  expect(findings([handed([arrival({ content: newer })])], written(edited, sent, saved))).toEqual({});
  expect(findings([handed([arrival()])], written(edited, sent, saved))).toEqual({});
  expect(findings([handed([arrival()])], written(edited, shown, sent))).toHaveProperty('lost'); // told or not
});

test('a text that was kept after Submit was pressed is what has to be sent from then on', () => {
  const newer = said('mk7qp1n2 newer');
  const edited = (memory: TaskMemory) => memory.enter(() => newer);
  const shown = (memory: TaskMemory) => memory.see(newer);
  expect(findings([handed([arrival()])], written(sent, edited, shown, sent))).toHaveProperty('lost');
  expect(findings([handed([arrival()])], written(edited, sent, shown))).toEqual({}); // it may have come too late
});

test('somebody else’s answer, and one that its author never gave, are misattributed', () => {
  expect(findings([handed([arrival({ user: ben })])], written(sent))).toHaveProperty('misattributed');
  const strange = handed([arrival({ content: said('mk7qp2n1 not mine') })]);
  expect(findings([strange], written(sent))).toHaveProperty('misattributed');
  expect(findings([handed([arrival()])], undefined)).toHaveProperty('misattributed');
  expect(findings([handed([arrival()])], written())).toHaveProperty('misattributed'); // never sent by its author
});

test('a second answer to a task is a double, even when the backend refuses it', () => {
  const other = said('mk7qp1n2 other');
  const edited = (memory: TaskMemory) => memory.enter(() => other);
  const second = arrival({ at: 200, content: other, accepted: false, code: 2105 });
  expect(findings([handed([arrival(), second])], written(edited, sent))).toHaveProperty('doubled');
});

const again = (given: Partial<Arrival> = {}) => arrival({ at: 200, accepted: false, code: 2105, ...given });

test('the same answer again is a double when its sender knows that it arrived', () => {
  expect(findings([handed([arrival(), again()])], written(sent))).toHaveProperty('doubled');
  const unheard = [arrival({ told: 'lost', toldAt: 150 }), again()];
  expect(findings([handed(unheard)], written(sent))).toEqual({});
});

test('the same answer again is a double while another process is busy with it, not after that was killed', () => {
  const busy = [arrival({ toldAt: 300 }), again({ from: 2 })];
  expect(findings([handed(busy)], written(sent), { lives: [life(1), life(2)] })).toHaveProperty('doubled');
  const killed = { lives: [life(1, 'killed', 150), life(2)] };
  expect(findings([handed([arrival(), again({ from: 2 })])], written(sent), killed)).toEqual({});
  const stopped = { lives: [life(1, 'stopped', 150), life(2)] };
  expect(findings([handed([arrival(), again({ from: 2 })])], written(sent), stopped)).toHaveProperty(
    'doubled',
  );
});

test('one text as an answer to two tasks is a double', () => {
  const other = { ...handed([arrival()]), task: { ...task, id: 'other' } };
  expect(findings([handed([arrival()]), other], written(sent))).toHaveProperty('doubled');
});

test('a draft that was shown and is neither open nor sent at the end has vanished, unless it was handed back', () => {
  expect(findings([handed([])], written(sent))).toHaveProperty('vanished');
  const skipped = (memory: TaskMemory) => memory.handBack();
  const newer = said('mk7qp1n2 newer');
  const edited = (memory: TaskMemory) => memory.enter(() => newer);
  const shown = (memory: TaskMemory) => memory.see(newer);
  expect(findings([handed([])], written(skipped))).toEqual({});
  expect(findings([handed([])], written(edited, skipped, shown))).toEqual({});
  expect(findings([handed([])], written(skipped, edited, shown))).toHaveProperty('vanished'); // so it was not
});

test('a click without an answer counts unless something excuses it', () => {
  const click = { who: 'Ada', what: 'press', task: undefined, at: 5, excuse: undefined, answered: false };
  expect(findings([], undefined, { clicks: [click] })).toHaveProperty('unanswered');
  expect(findings([], undefined, { clicks: [{ ...click, excuse: 'Discord was at fault' }] })).toEqual({});
  expect(findings([], undefined, { clicks: [{ ...click, answered: true }] })).toEqual({});
});

test('a bot that ends by itself, a secret in its log and a person who cannot go on are found', () => {
  expect(findings([], undefined, { lives: [life(1, 'failed')] })).toHaveProperty('failed');
  expect(findings([], undefined, { leaks: ['a text'] })).toHaveProperty('leaked');
  expect(findings([], undefined, { stuck: ['Ada'] })).toHaveProperty('stuck');
});
