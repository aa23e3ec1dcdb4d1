import { leastHashes, type Shape, shapeOf } from '../../../min-hash.ts';

const ROWS = 3;

/** The columns of a message by which texts that are nearly the same are found. */
export const bandColumns = ['band_1', 'band_2', 'band_3', 'band_4'] as const;

export type Bands = Record<(typeof bandColumns)[number], string>;

/** Of a text that is too short to be compared. */
export const noBands: Bands = { band_1: '', band_2: '', band_3: '', band_4: '' };

/**
 * The bands of a text. Two texts of the Jaccard similarity s share at least one with the chance 1 − (1 − s³)⁴: 0.99 at
 * 0.9, 0.94 at 0.8, 0.81 at 0.7, 0.41 at 0.5.
 */
export function bandsOf(text: string): Bands {
  const shape = shapeOf(text);
  return shape ? bandsOfShape(shape) : noBands;
}

/** The same of a text whose shape is known. */
export function bandsOfShape(shape: Shape): Bands {
  const least = leastHashes(shape, ROWS * bandColumns.length);
  const bands = bandColumns.map((name, band) => {
    const rows = least.slice(band * ROWS, (band + 1) * ROWS);
    return [name, rows.map((value) => value.toString(36)).join('.')];
  });
  return Object.fromEntries(bands) as Bands; // every column has one
}
