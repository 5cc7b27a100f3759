/** Scenario I2, learned proxies: a bound that is kept for a g learned from pairs, and by how much g itself misses it. */
import { bestMultiplier, penalisedOptimum } from '../math/constrained';
import { meanUnder } from '../math/distribution';
import { placeOfLot, runningSums } from '../math/draw';
import { sigmoid } from '../math/scalar';
import { solveLinear } from '../math/solve-linear';
import { Stream } from '../math/stream';
import { dot } from '../math/vector';
import { defaultsOf } from '../settings/fields';
import { promiseOf } from '../worlds/promise';
import { twoPeaks } from '../worlds/two-peaks';
import { below, known, within } from './scenario';

const world = twoPeaks.build({ ...defaultsOf(twoPeaks.fields), safety: { bound: 0.5 } });
const half = (() => {
  const promise = promiseOf(world);
  if (promise === null) throw new Error('nothing is promised');
  return promise;
})();
const columns = half.logRef.length;
const reference = half.logRef.map(Math.exp);
const positions = world.geometry.kind === 'line' ? Array.from(world.geometry.positions) : [];

/** [responses][25]: hills of width 0.5, from −6 to 6. */
const width = 0.5;
const features = positions.map((x) =>
  Array.from({ length: 25 }, (_, i) => Math.exp(-0.5 * ((x - (i - 12) * width) / width) ** 2)),
);
/** λ of the penalty λ/2 ‖w‖² beside the sum over pairs. */
const ridge = 0.05;
const newtonSteps = 10;

/** A Bradley–Terry fit of the features to n labelled pairs of answers of π_ref: what it gives each response. */
const fitted = (truth: Float64Array, count: number, stream: Stream): Float64Array => {
  const sums = runningSums(reference);
  const drawn = (): number => placeOfLot(sums, stream.uniform());
  const pairs = Array.from({ length: count }, () => {
    const [one, other] = [drawn(), drawn()];
    const isFirst = stream.uniform() < sigmoid((truth[one] ?? 0) - (truth[other] ?? 0));
    return isFirst ? ([one, other] as const) : ([other, one] as const);
  });
  const hills = Array.from(features[0] ?? [], (_, i) => i);
  let weights: readonly number[] = hills.map(() => 0);
  const scores = (): Float64Array => Float64Array.from(features, (row) => dot(row, weights));
  for (let step = 0; step < newtonSteps; step++) {
    const now = scores();
    // By response: how the loss changes with its score, and how that changes with another's.
    const slope = new Float64Array(columns);
    const bend = Array.from({ length: columns }, () => new Float64Array(columns));
    const add = (to: Float64Array | undefined, at: number, value: number): void => {
      if (to !== undefined) to[at] = (to[at] ?? 0) + value;
    };
    for (const [chosen, rejected] of pairs) {
      const surprise = sigmoid((now[rejected] ?? 0) - (now[chosen] ?? 0));
      const curvature = surprise * (1 - surprise);
      add(slope, chosen, -surprise);
      add(slope, rejected, surprise);
      add(bend[chosen], chosen, curvature);
      add(bend[rejected], rejected, curvature);
      add(bend[chosen], rejected, -curvature);
      add(bend[rejected], chosen, -curvature);
    }
    const ofHill = hills.map((i) => features.map((row) => row[i] ?? 0));
    const bent = ofHill.map((hill) => bend.map((row) => dot(hill, row)));
    const change = solveLinear(
      bent.map((row, i) => ofHill.map((hill, j) => dot(hill, row) + (i === j ? ridge : 0))),
      ofHill.map((hill, i) => dot(hill, slope) + ridge * (weights[i] ?? 0)),
    );
    weights = weights.map((weight, i) => weight - (change?.[i] ?? Number.NaN));
  }
  return scores();
};

/** E[g] − b of the policy that keeps the bound for what was learned of r and of g, each from n pairs. */
const missAt =
  (pairs: number) =>
  ({ seed }: { readonly seed: number }): number => {
    const of = (name: string): Stream => Stream.named(seed, `proxies: ${name}`);
    const [reward, safety] = [fitted(half.reward, pairs, of('r')), fitted(half.safety, pairs, of('g'))];
    // Pairs say nothing of the level: the mean under the reference is taken as known.
    const level = meanUnder(reference, half.safety, columns) - meanUnder(reference, safety, columns);
    const learned = { ...half, reward, safety: safety.map((value) => value + level) };
    const lambda = bestMultiplier(learned, 1) ?? Number.NaN;
    const policy = penalisedOptimum(learned, 1, lambda).map(Math.exp);
    return meanUnder(policy, half.safety, columns) - half.bound;
  };

export const learnedProxies = known('I2 learned proxies', [
  { words: 'n = 64: E[g] − b', wanted: below(0), holdsFor: { atLeast: 5, of: 10 }, measure: missAt(64) },
  { words: 'n = 4096: E[g] − b', wanted: within(0.03, 0), holdsFor: 'median', measure: missAt(4096) },
]);
