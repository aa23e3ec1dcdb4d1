/** A square matrix by rows. */
export type Matrix = number[][];

/** Zeros, so many by so many. */
export function zeros(size: number): Matrix {
  return Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
}

/** The element in a row and a column. */
export function at(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

/** Adds to an element. */
export function addAt(matrix: Matrix, row: number, column: number, value: number): void {
  const cells = matrix[row];
  if (cells) cells[column] = (cells[column] ?? 0) + value;
}

/** The product of two matrices. */
export function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) =>
    row.map((_, column) => row.reduce((sum, cell, k) => sum + cell * at(b, k, column), 0)),
  );
}

/** The product of a matrix and a vector. */
export function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, cell, column) => sum + cell * (vector[column] ?? 0), 0));
}

/** The inverse of a symmetric positive definite matrix, by Gauss and Jordan, which needs no pivots for these. */
export function inverse(matrix: Matrix): Matrix {
  const size = matrix.length;
  const left = matrix.map((row) => [...row]);
  const right = zeros(size);
  for (let index = 0; index < size; index += 1) addAt(right, index, index, 1);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const scale = at(left, pivot, pivot);
    for (const side of [left, right]) side[pivot] = (side[pivot] ?? []).map((cell) => cell / scale);
    for (let row = 0; row < size; row += 1) {
      const factor = at(left, row, pivot);
      if (row === pivot || factor === 0) continue;
      for (const side of [left, right])
        side[row] = (side[row] ?? []).map((cell, column) => cell - factor * at(side, pivot, column));
    }
  }
  return right;
}
