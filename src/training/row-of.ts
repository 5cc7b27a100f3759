/** One run's row of a matrix laid out flat. */
export const rowOf = (matrix: Float32Array, row: number, rows: number): Float32Array =>
  matrix.slice((row * matrix.length) / rows, ((row + 1) * matrix.length) / rows);
