/** Weighted least squares by the normal equations, for few unknowns. */

/** Solves A x = b in place of both, A [n, n] row-major, symmetric and positive; a pivot near 0 leaves its unknown at 0. */
const solve = (a: Float64Array, b: Float64Array): Float64Array => {
  const n = b.length;
  const at = (i: number, j: number): number => a[i * n + j] ?? 0;
  const scale = Math.max(...Array.from({ length: n }, (_, i) => at(i, i)));
  const isFree = new Array<boolean>(n).fill(false);
  for (let k = 0; k < n; k++) {
    const pivot = at(k, k);
    isFree[k] = !(pivot > 1e-12 * scale);
    for (let i = k + 1; i < n && !isFree[k]; i++) {
      const factor = at(i, k) / pivot;
      for (let j = k; j < n; j++) a[i * n + j] = at(i, j) - factor * at(k, j);
      b[i] = (b[i] ?? 0) - factor * (b[k] ?? 0);
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    if (isFree[i]) continue;
    let rest = b[i] ?? 0;
    for (let j = i + 1; j < n; j++) rest -= at(i, j) * (x[j] ?? 0);
    x[i] = rest / at(i, i);
  }
  return x;
};

/** x [n] with Σ_i w_i (y_i − c − Σ_k φ_ik x_k)² least, for weights w [m], features φ [m, n] row-major and a free c. */
export const leastSquares = (weights: Float64Array, features: Float64Array, values: Float64Array): Float64Array => {
  const [m, n] = [weights.length, features.length / weights.length];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (of: (i: number) => number): number =>
    weights.reduce((sum, weight, i) => sum + weight * of(i), 0) / total;
  const means = Array.from({ length: n }, (_, k) => meanOf((i) => features[i * n + k] ?? 0));
  const mean = meanOf((i) => values[i] ?? 0);
  const a = new Float64Array(n * n);
  const b = new Float64Array(n);
  for (let i = 0; i < m; i++) {
    const weight = (weights[i] ?? 0) / total;
    for (let k = 0; k < n; k++) {
      const feature = weight * ((features[i * n + k] ?? 0) - (means[k] ?? 0));
      b[k] = (b[k] ?? 0) + feature * ((values[i] ?? 0) - mean);
      for (let l = 0; l < n; l++)
        a[k * n + l] = (a[k * n + l] ?? 0) + feature * ((features[i * n + l] ?? 0) - (means[l] ?? 0));
    }
  }
  return solve(a, b);
};
