import { type Pattern, tallyOf } from './judged.ts';

/** What a scale says of two values: whether they are the same, which is more, or how much more. */
export type Metric = 'nominal' | 'ordinal' | 'interval';

/** Two values that a pattern puts beside each other, by their places among all values, and how much that counts. */
type Cell = { one: number; other: number; weight: number };

/**
 * Makes the function that gives Krippendorff's α for so many units of each pattern: 1 − Dₒ/Dₑ over the matrix of
 * coincidences, where 1 is agreement, 0 what chance makes. NaN where it is not defined, because nothing is judged twice
 * or all values are the same. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011),
 * https://repository.upenn.edu/handle/20.500.14332/2089
 */
export function alphaOf(patterns: readonly Pattern[], metric: Metric): (units: ArrayLike<number>) => number {
  const values = [...tallyOf(patterns).keys()];
  const places = new Map(values.map((value, place) => [value, place]));
  const cells = patterns.map((pattern) => cellsOf(pattern, places));
  const size = values.length;
  return (units) => {
    const matrix = new Float64Array(size * size);
    for (const [index, own] of cells.entries()) {
      const count = units[index] ?? 0;
      if (count > 0)
        for (const { one, other, weight } of own) add(matrix, one * size + other, count * weight);
    }
    const margins = marginsOf(matrix, size);
    return fromCoincidences(matrix, margins, differences(margins, values, metric));
  };
}

function cellsOf({ values }: Pattern, places: ReadonlyMap<number, number>): Cell[] {
  const weight = 1 / (values.length - 1);
  return values.flatMap((one, index) =>
    values
      .filter((_, at) => at !== index)
      .map((other) => ({ one: places.get(one) ?? 0, other: places.get(other) ?? 0, weight })),
  );
}

function fromCoincidences(matrix: Float64Array, margins: Float64Array, squares: Float64Array): number {
  const size = margins.length;
  const pairable = margins.reduce((sum, margin) => sum + margin, 0);
  let [observed, expected] = [0, 0];
  for (let one = 0; one < size; one += 1)
    for (let other = 0; other < size; other += 1) {
      const square = squares[one * size + other] ?? 0;
      observed += (matrix[one * size + other] ?? 0) * square;
      expected += (margins[one] ?? 0) * (margins[other] ?? 0) * square;
    }
  return expected === 0 ? Number.NaN : 1 - ((pairable - 1) * observed) / expected;
}

/** δ² of every two values. */
function differences(margins: Float64Array, values: readonly number[], metric: Metric): Float64Array {
  const size = values.length;
  const sums = runningSums(margins);
  const squares = new Float64Array(size * size);
  const squareOf = { nominal: () => 1, ordinal: ranks, interval: steps }[metric];
  for (let one = 0; one < size; one += 1)
    for (let other = one + 1; other < size; other += 1) {
      const square = squareOf(one, other);
      squares[one * size + other] = square;
      squares[other * size + one] = square;
    }
  return squares;

  function ranks(low: number, high: number) {
    const between = (sums[high + 1] ?? 0) - (sums[low] ?? 0);
    return (between - ((margins[low] ?? 0) + (margins[high] ?? 0)) / 2) ** 2;
  }

  function steps(low: number, high: number) {
    return ((values[high] ?? 0) - (values[low] ?? 0)) ** 2;
  }
}

function marginsOf(matrix: Float64Array, size: number): Float64Array {
  const margins = new Float64Array(size);
  for (const [index, count] of matrix.entries()) add(margins, Math.floor(index / size), count);
  return margins;
}

/** The sum of all before each place, and of all at the end. */
function runningSums(numbers: Float64Array): Float64Array {
  const sums = new Float64Array(numbers.length + 1);
  for (const [index, number] of numbers.entries()) sums[index + 1] = (sums[index] ?? 0) + number;
  return sums;
}

function add(array: Float64Array, index: number, more: number) {
  array[index] = (array[index] ?? 0) + more;
}
