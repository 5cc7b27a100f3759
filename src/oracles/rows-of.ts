/** Tables as cases write them. */

/** The rows of a row-major table [rows, columns]. */
export const rowsOf = (table: Float64Array, columns: number): readonly (readonly number[])[] =>
  Array.from({ length: table.length / columns }, (_, row) => [...table.subarray(row * columns, (row + 1) * columns)]);
