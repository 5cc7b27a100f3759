/** Small systems of linear equations, in float64. */

/** A pivot below this share of the largest coefficient counts as 0. */
const leastPivot = 1e-12;

/** x with A x = b, by elimination with the largest pivots; null where A [n][n] is singular. */
export const solveLinear = (
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] | null => {
  const n = matrix.length;
  const left = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const largest = matrix.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const done: number[][] = [];
  for (let column = 0; column < n; column++) {
    const size = (row: readonly number[]): number => Math.abs(row[column] ?? 0);
    const place = left.reduce((best, row, i) => (size(row) > size(left[best] ?? []) ? i : best), 0);
    const [pivot] = left.splice(place, 1);
    if (pivot === undefined || size(pivot) <= leastPivot * largest) return null;
    const unit = pivot.map((value) => value / (pivot[column] ?? 1));
    for (const row of [...left, ...done]) {
      const factor = row[column] ?? 0;
      unit.forEach((value, i) => {
        row[i] = (row[i] ?? 0) - factor * value;
      });
    }
    done.push(unit);
  }
  return done.map((row) => row[n] ?? Number.NaN);
};
