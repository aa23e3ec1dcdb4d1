import { codePoints } from '../../../text.ts';
import { addTo } from '../../counting.ts';
import { entryOf, kindOf, type MessageKind, messageKinds, type Subject } from '../seen.ts';
import { meanOf, quantilesOf, sizeOf } from '../statistics/tally.ts';

/** How long messages of a kind are, in characters (code points, as the limit on texts counts them). */
export type LengthFigures = {
  kind: MessageKind;
  messages: number;
  mean: number;
  shortest: number;
  quarter: number;
  median: number;
  three_quarters: number;
  nine_tenths: number;
  longest: number;
  /** How many there are of up to so many characters, of up to twice as many, and so on. */
  bins: { width: number; counts: number[] };
};

const LEVELS = [0, 0.25, 0.5, 0.75, 0.9, 1];
const WIDTHS = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
const MOST_BINS = 20;

/** Lengths of texts. Memory grows with how many lengths there are. */
export function createLengths(): Subject<LengthFigures[]> {
  const tallies = new Map<MessageKind, Map<number, number>>();
  return {
    see({ messages }) {
      for (const message of messages)
        addTo(
          entryOf(tallies, kindOf(message), () => new Map()),
          codePoints(message.text),
        );
    },
    figures: () =>
      messageKinds.flatMap((kind) => {
        const tally = tallies.get(kind);
        return tally ? [figuresOf(kind, tally)] : [];
      }),
  };
}

function figuresOf(kind: MessageKind, tally: ReadonlyMap<number, number>): LengthFigures {
  const [shortest = 0, quarter = 0, median = 0, most = 0, nine = 0, longest = 0] = quantilesOf(tally, LEVELS);
  return {
    ...{ kind, messages: sizeOf(tally), mean: meanOf(tally), shortest, quarter, median },
    ...{ three_quarters: most, nine_tenths: nine, longest, bins: binsOf(tally, longest) },
  };
}

function binsOf(tally: ReadonlyMap<number, number>, longest: number): LengthFigures['bins'] {
  const width = WIDTHS.find((one) => longest <= MOST_BINS * one) ?? longest;
  const binOf = (length: number) => Math.max(0, Math.ceil(length / width) - 1);
  const counts = Array.from({ length: binOf(longest) + 1 }, () => 0);
  for (const [length, count] of tally) counts[binOf(length)] = (counts[binOf(length)] ?? 0) + count;
  return { width, counts };
}
