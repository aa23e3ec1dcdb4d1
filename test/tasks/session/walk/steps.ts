import { fc } from '../../../support/same-cases.ts';
import { type Weather, weathers } from './backend.ts';
import { type Fate, fates } from './house.ts';

export const people = ['ada', 'ben'] as const;

const SECOND = 1_000;
/** Just a moment; past an undo, a lease, the longest pause, the time of a task; until it is forgotten. */
const spans = { blink: 1, undo: 11, lease: 31, pause: 600, task: 176_400, month: 2_764_800 };

/** A click: on which task, counted back from the newest; `order` below 0 comes late, 0 came already. */
export type Clicked = { action: string; back: number; order: number; fate: Fate; process: number };

/** One thing that happens. */
export type Step =
  | { is: 'task'; who: string; fate: Fate; process: number }
  | ({ is: 'click' } & Clicked)
  | { is: 'together'; both: [Clicked, Clicked] }
  | { is: 'stall'; click: Clicked; weather: 'hangs' | 'hangs after' }
  | { is: 'weather'; weather: Weather }
  | { is: 'wait'; ms: number }
  | { is: 'deliver'; by: number[] }
  | { is: 'wake' | 'forget' | 'spoil' | 'restart' };

const actions = ['ask', 'fill', 'submit', 'skip', 'skipnow', 'undo', 'unsend', 'resume', 'told', 'reported'];
const anyFate = fc.constantFrom<Fate>('shown', 'shown', 'shown', ...fates);
const process = fc.nat(1);

function click(action: fc.Arbitrary<string>, fate = anyFate): fc.Arbitrary<Clicked> {
  const back = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3);
  return fc.record({ action, back, order: fc.constantFrom(1, 1, 1, 1, 1, 0, -1), fate, process });
}

/** A click on the newest task that is neither late nor a repetition. */
function plain(action: string, fate: Fate = 'shown'): fc.Arbitrary<Step> {
  return process.map((one) => ({ is: 'click', action, back: 0, order: 1, fate, process: one }));
}

/** A click on the newest task that comes again, or after a newer one. */
function outOfOrder(...some: readonly string[]): fc.Arbitrary<Step> {
  const order = fc.constantFrom(0, -1);
  return fc
    .record({ action: fc.constantFrom(...some), order, fate: anyFate, process })
    .map((how) => ({ is: 'click', back: 0, ...how }));
}

function task(fate: fc.Arbitrary<Fate> = anyFate): fc.Arbitrary<Step> {
  return fc.record({ is: fc.constant('task' as const), who: fc.constantFrom(...people), fate, process });
}

function weather(...some: readonly Weather[]): fc.Arbitrary<Step> {
  return fc.constantFrom(...some).map((one) => ({ is: 'weather', weather: one }));
}

function wait(...some: readonly (keyof typeof spans)[]): fc.Arbitrary<Step> {
  return fc.constantFrom(...some).map((span) => ({ is: 'wait', ms: spans[span] * SECOND }));
}

const deliver: fc.Arbitrary<Step> = fc
  .subarray([0, 1], { minLength: 1 })
  .map((by) => ({ is: 'deliver', by }));

const stall: fc.Arbitrary<Step> = fc.record({
  is: fc.constant('stall' as const),
  click: click(fc.constant('submit')),
  weather: fc.constantFrom('hangs', 'hangs after'),
});

const just = (is: 'wake' | 'forget' | 'spoil' | 'restart'): fc.Arbitrary<Step> => fc.constant({ is });

/** Anything, whatever went before. */
const anything = fc.oneof(
  { weight: 4, arbitrary: task() },
  { weight: 8, arbitrary: click(fc.constantFrom(...actions)).map((how): Step => ({ is: 'click', ...how })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(click(fc.constantFrom(...actions)), click(fc.constantFrom(...actions)))
      .map((both): Step => ({ is: 'together', both })),
  },
  { weight: 2, arbitrary: weather(...weathers) },
  { weight: 2, arbitrary: wait('blink', 'undo', 'lease', 'pause', 'task') },
  { weight: 2, arbitrary: deliver },
  { weight: 1, arbitrary: fc.oneof(stall, just('wake'), just('forget'), just('spoil'), just('restart')) },
);

const shown = fc.constant<Fate>('shown');

/** What chance alone would seldom bring about; nothing in the checks knows of it. */
const stories: readonly fc.Arbitrary<Step>[][] = [
  [task(shown), plain('fill'), plain('submit')],
  [
    weather('fine', 'down', 'lost'),
    task(),
    plain('fill'),
    plain('submit'),
    weather(...weathers),
    wait('pause'),
    deliver,
  ],
  [task(shown), plain('fill'), stall, wait('lease'), weather(...weathers), deliver, just('wake')],
  [
    weather('down'),
    task(shown),
    plain('fill'),
    plain('submit'),
    weather('final', 'mendable'),
    plain('resume', 'late'),
    deliver,
  ],
  [task(shown), plain('fill'), outOfOrder('fill', 'submit', 'skipnow')],
  [plain('skipnow'), outOfOrder('undo')],
  [task(shown), plain('fill'), plain('unsend'), plain('submit')],
  [task(shown), plain('fill'), wait('blink', 'undo'), deliver, plain('unsend')],
  [task(shown), plain('fill'), outOfOrder('unsend', 'submit', 'skipnow'), task(shown), plain('unsend')],
  [weather('down', 'lost'), task(), plain('fill'), task(), plain('unsend'), weather('fine')],
  [weather('mendable', 'final'), task(shown), plain('fill'), plain('submit'), plain('told'), weather('fine')],
  [plain('skipnow'), plain('resume', 'late'), plain('undo')],
  [task(fc.constant<Fate>('late')), plain('skipnow'), plain('undo')],
  [weather('down', 'lost'), plain('skipnow'), wait('undo', 'blink'), deliver, plain('undo'), weather('fine')],
  [weather('down'), task(shown), plain('fill'), weather('unknown'), wait('pause'), deliver, weather('fine')],
  [weather('down'), task(), wait('month'), just('forget'), weather('fine'), deliver],
  [wait('month'), deliver, just('forget')],
];

/** A walk: things that happen one after the other. */
export const walks: fc.Arbitrary<Step[]> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: anything.map((one) => [one]) },
      { weight: 2, arbitrary: fc.oneof(...stories.map((story) => fc.tuple(...story))) },
    ),
    { minLength: 20, maxLength: 30, size: 'max' },
  )
  .map((parts) => parts.flat());
