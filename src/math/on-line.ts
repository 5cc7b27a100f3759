/** Points on the line through two vectors of parameters: averages between them, extrapolations beyond. */

/** (1 − t) from + t to: 0 is `from`, 1 is `to`, more than 1 is beyond it. */
export const onLine = (from: Float64Array, to: Float64Array, t: number): Float64Array =>
  from.map((value, i) => (1 - t) * value + t * (to[i] ?? 0));
