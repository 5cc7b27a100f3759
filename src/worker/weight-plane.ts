/** Metrics over the plane through three points of weight space, and the runs' paths on it. */

import { placeOn, planeThrough, pointAt, squareAround } from '../math/weight-plane';
import type { MetricName } from '../metrics';
import { isOfPolicy, policyMetrics } from '../metrics/policy-metrics';
import { mixShares } from '../objectives/mix-shares';
import type { Experiment } from '../settings/experiment';
import type { Numbers } from '../training/numbers';
import type { World } from '../worlds/world';
import type { PlanePoint, WeightPicture } from './protocol';
import type { Trail } from './trail';

/** Distances from the plane smaller than this, in sides of the picture, are what is left of weights in 32 bits. */
const rounding = 1e-6;

/** What is read over the plane, where it can have a value in the world. */
const shown: readonly MetricName[] = ['reward', 'raterReward', 'modelReward', 'kl', 'klSecond', 'value', 'gap'];

export interface WeightSpace {
  readonly experiment: Experiment;
  /** With the reference that the engine has. */
  readonly world: World;
  /** θ [D] from which every run starts. */
  readonly initial: Numbers;
  /** θ [D] of the second reference; null where none was fine-tuned. */
  readonly second: Numbers | null;
  readonly trail: Trail;
  /** θ [D] of each run now. */
  readonly now: readonly Numbers[];
  /** log π [N] in float64 at each of these points. */
  readonly logPiAt: (points: readonly Numbers[]) => Promise<readonly Float64Array[]>;
}

/** θ of every run, those that are mixes of others too. */
const withMixes = ({ runs }: Experiment, trained: readonly Numbers[], initial: Numbers): readonly Numbers[] =>
  runs.map((run, i) => {
    const shares = mixShares(run, { runs });
    // What a run has learned beside its policy has no place in the plane.
    if (shares === null) return (trained[i] ?? initial).subarray(0, initial.length);
    return Float64Array.from(initial, (start, k) =>
      shares.reduce((sum, share) => sum + share.weight * ((trained[share.run]?.[k] ?? start) - start), start),
    );
  });

/** θ at a point; the start stands in for one that is not there. */
const thetaAt = (point: PlanePoint, { initial, second }: WeightSpace, now: readonly Numbers[]): Numbers => {
  if (typeof point === 'number') return now[point] ?? initial;
  if (point === 'start' || second === null) return initial;
  const share = point === 'second' ? 0 : Number(point.slice('soup:'.length));
  return Float64Array.from(initial, (value, i) => share * value + (1 - share) * (second[i] ?? 0));
};

/** null where the three lie on one line. `onRow` is awaited after each row of the grid, and may give up by throwing. */
export const drawWeightPlane = async (
  space: WeightSpace,
  through: readonly [PlanePoint, PlanePoint, PlanePoint],
  size: number,
  onRow: () => Promise<void>,
): Promise<WeightPicture | null> => {
  const { experiment, world, initial, trail, now, logPiAt } = space;
  const stops = [...trail.stops.map(({ thetas }) => thetas), now].map((thetas) =>
    withMixes(experiment, thetas, initial),
  );
  const current = stops.at(-1) ?? [];
  const pointOf = (point: PlanePoint): Numbers => thetaAt(point, space, current);
  const [first, second, third] = through;
  const plane = planeThrough(pointOf(first), pointOf(second), pointOf(third));
  if (plane === null) return null;
  const corners = through.map((point) => placeOn(plane, pointOf(point)));
  const paths = stops.map((thetas) => thetas.map((theta) => placeOn(plane, theta)));
  const square = squareAround([...corners, ...paths.flat()]);
  const names = shown.filter((name) => isOfPolicy(world, name));
  const read = policyMetrics(world, experiment.beta);
  const values = new Float64Array(size * size * names.length);
  const at = (i: number): number => (i / (size - 1)) * square.side;
  for (let row = 0; row < size; row++) {
    const points = Array.from({ length: size }, (_, i) => pointAt(plane, square.x + at(i), square.y + at(row)));
    (await logPiAt(points)).forEach((logPi, i) => {
      values.set(names.map(read(logPi)), (row * size + i) * names.length);
    });
    await onRow();
  }
  return {
    through,
    corners: Float64Array.from(corners.flatMap(({ x, y }) => [x, y])),
    paths: Float64Array.from(
      paths.flat().flatMap(({ x, y, away }) => [x, y, away < rounding * square.side ? 0 : away]),
    ),
    ...square,
    size,
    names,
    values,
  };
};
