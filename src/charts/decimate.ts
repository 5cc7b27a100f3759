/** Fewer points for a curve that looks the same: the lowest and highest of each stretch of steps, and both ends. */
import type { Curve } from '../metrics/curve';

/** One point of a drawn curve. */
export interface Point {
  readonly step: number;
  readonly value: number;
}

const pointAt = ({ steps, values }: Curve, i: number): Point => ({ step: steps[i] ?? 0, value: values[i] ?? 0 });

/** Every point of a curve. */
export const pointsOf = (curve: Curve): readonly Point[] => curve.steps.map((_, i) => pointAt(curve, i));

/**
 * At most `most` (≥ 8) points of a curve with ascending steps.
 *
 * The width of a stretch is a power of two and its bounds are multiples of that, so that points already drawn stay
 * where they are as the curve grows, until the width doubles: the line does not shimmer.
 */
export const decimate = (curve: Curve, most: number): readonly Point[] => {
  const { steps, values } = curve;
  const last = steps.length - 1;
  if (steps.length <= most) return pointsOf(curve);
  const buckets = Math.floor((most - 2) / 2) - 1;
  const span = (steps[last] ?? 0) - (steps[0] ?? 0);
  const width = 2 ** Math.ceil(Math.log2(span / buckets));
  const kept: Point[] = [pointAt(curve, 0)];
  let low = -1;
  let high = -1;
  let bucket = Number.NaN;
  const close = () => {
    if (low < 0) return;
    kept.push(pointAt(curve, Math.min(low, high)));
    if (low !== high) kept.push(pointAt(curve, Math.max(low, high)));
  };
  for (let i = 1; i < last; i++) {
    const value = values[i] ?? 0;
    const here = Math.floor((steps[i] ?? 0) / width);
    if (here !== bucket) {
      close();
      bucket = here;
      low = i;
      high = i;
    } else if (value < (values[low] ?? 0)) low = i;
    else if (value > (values[high] ?? 0)) high = i;
  }
  close();
  kept.push(pointAt(curve, last));
  return kept;
};
