/**
 * The policy of a family that comes nearest to π*, by KL(π‖π*): what maximises E[r] − β KL(π‖π_ref) within it. In float64,
 * and the same every time; where a family has too many parameters to search, it is not known.
 */
import { kullbackLeibler, logNormalise, logSumExp } from '../math/distribution';
import { leastSquares } from '../math/least-squares';
import { minimise } from '../math/minimise';
import type { MeasuredWorld } from '../metrics/metric';
import type { PolicyId } from '../policies/families';
import type { Choice } from '../settings/experiment';
import { type FieldValues, numberAt } from '../settings/fields';

/** log π* [responses] of one prompt, and what a family may need of its world. */
interface Target {
  readonly world: MeasuredWorld;
  readonly logStar: Float64Array;
  readonly params: FieldValues;
}

/** log π [responses] of the best to one prompt; null where it is not known. */
type Search = (target: Target) => Float64Array | null;

const distance = (logPi: Float64Array, logStar: Float64Array): number => kullbackLeibler(logPi, logStar, logPi.length);

const positionsIn = ({ geometry }: MeasuredWorld): Float64Array =>
  geometry.kind === 'line' ? geometry.positions : new Float64Array();

const bumpAt = (positions: Float64Array, mean: number, width: number): Float64Array =>
  logNormalise(
    positions.map((x) => -0.5 * ((x - mean) / width) ** 2),
    positions.length,
  );

/** The best of what searches from several starts find. */
const bestOf = (
  { logStar }: Target,
  logPiAt: (theta: readonly number[]) => Float64Array,
  starts: readonly (readonly number[])[],
  most: number,
): Float64Array => {
  const found = starts.map((start) => minimise((theta) => distance(logPiAt(theta), logStar), start, { most }));
  const [best] = found.toSorted((a, b) => a.value - b.value);
  return logPiAt(best?.at ?? starts[0] ?? []);
};

/** Evenly over the line. */
const places = (positions: Float64Array, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => positions[Math.round((i * (positions.length - 1)) / (count - 1))] ?? 0);

const oneBump: Search = (target) => {
  const positions = positionsIn(target.world);
  const width = numberAt(target.params, 'width');
  const starts = places(positions, 9).map((mean) => [mean]);
  return bestOf(target, ([mean = 0]) => bumpAt(positions, mean, width), starts, 60);
};

const oneBumpOfAnyWidth: Search = (target) => {
  const positions = positionsIn(target.world);
  const starts = places(positions, 7).flatMap((mean) => [-1, 0.5].map((logWidth) => [mean, logWidth]));
  return bestOf(target, ([mean = 0, logWidth = 0]) => bumpAt(positions, mean, Math.exp(logWidth)), starts, 120);
};

/** As `src/policies/two-bumps.ts` has it: log(w·bump₁ + (1 − w)·bump₂), θ = (μ₁, log s₁, μ₂, log s₂, logit w). */
const mixtureAt = (positions: Float64Array, theta: readonly number[]): Float64Array => {
  const [first = 0, logFirst = 0, second = 0, logSecond = 0, logit = 0] = theta;
  const one = bumpAt(positions, first, Math.exp(logFirst));
  const other = bumpAt(positions, second, Math.exp(logSecond));
  const [logShare, logRest] = [-Math.log1p(Math.exp(-logit)), -Math.log1p(Math.exp(logit))];
  return one.map((value, i) => logSumExp(Float64Array.of(value + logShare, (other[i] ?? 0) + logRest)));
};

const twoBumps: Search = (target) => {
  const positions = positionsIn(target.world);
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = places(positions, 5).map((place) => 0.85 * place);
  const starts = [
    [b, -0.5, d, -0.5, 0],
    [a, 0, e, 0, 0],
    [c, 0.5, d, -0.5, 0],
    [c, 0.5, b, -0.5, 0],
  ];
  return bestOf(target, (theta) => mixtureAt(positions, theta), starts, 700);
};

/**
 * π ∝ π_ref exp(φᵀθ) with φ [responses, n]: natural-gradient steps, each of which is a least-squares fit of r/β, weighed
 * by the policy so far.
 */
const tilted = ({ world, logStar }: Target, features: Float64Array): Float64Array => {
  const columns = logStar.length;
  const count = features.length / columns;
  // Up to a constant, r/β is what π* adds to π_ref.
  const asked = logStar.map((value, i) => value - (world.logRef[i] ?? 0));
  const logPiAt = (theta: Float64Array): Float64Array =>
    logNormalise(
      asked.map((_, i) =>
        theta.reduce((sum, value, k) => sum + value * (features[i * count + k] ?? 0), world.logRef[i] ?? 0),
      ),
      columns,
    );
  const climb = (start: Float64Array): Float64Array => {
    let theta = start;
    let best = logPiAt(theta);
    let share = 1;
    for (let i = 0; i < 60 && share > 1e-4; i++) {
      const fit = leastSquares(best.map(Math.exp), features, asked);
      const from = theta;
      const next = from.map((value, k) => value + share * ((fit[k] ?? 0) - value));
      const logPi = logPiAt(next);
      const nearer = distance(best, logStar) - distance(logPi, logStar);
      if (nearer > 0) [theta, best] = [next, logPi];
      else share /= 2;
      if (nearer > 0 && nearer < 1e-9) break;
    }
    return best;
  };
  const fits = [climb(new Float64Array(count)), climb(leastSquares(logStar.map(Math.exp), features, asked))];
  return fits.toSorted((a, b) => distance(a, logStar) - distance(b, logStar))[0] ?? world.logRef;
};

/** As `src/policies/rbf.ts` has them. */
const hills: Search = (target) => {
  if (target.world.prompts.length > 1) return null;
  const positions = positionsIn(target.world);
  const [centres, width] = [numberAt(target.params, 'centres'), numberAt(target.params, 'width')];
  const [low, high] = [positions[0] ?? 0, positions.at(-1) ?? 0];
  const features = Float64Array.from({ length: positions.length * centres }, (_, i) => {
    const centre = low + ((high - low) * (i % centres)) / (centres - 1);
    return Math.exp(-0.5 * (((positions[Math.floor(i / centres)] ?? 0) - centre) / width) ** 2);
  });
  return tilted(target, features);
};

const sharedFeatures: Search = (target) => {
  const { geometry, prompts } = target.world;
  return geometry.kind === 'simplex' && prompts.length === 1 ? tilted(target, geometry.features) : null;
};

const unknown: Search = () => null;

const searches: Readonly<Record<PolicyId, Search>> = {
  bump: oneBump,
  'bump-width': oneBumpOfAnyWidth,
  'two-bumps': twoBumps,
  rbf: hills,
  'log-linear': sharedFeatures,
  'autoregressive-mlp': unknown,
  transformer: unknown,
  table: ({ logStar }) => logStar,
};

const isKnown = (id: string): id is PolicyId => Object.hasOwn(searches, id);

/** log π [N] of the best policy, log π* [N] given; null where it is not known. */
export const familyBest = (
  world: MeasuredWorld,
  logStar: Float64Array,
  { id, params }: Choice,
): Float64Array | null => {
  if (!isKnown(id)) return null;
  const columns = world.responses.length;
  const best = new Float64Array(logStar.length);
  for (let start = 0; start < logStar.length; start += columns) {
    const row = searches[id]({ world, logStar: logStar.subarray(start, start + columns), params });
    if (row === null) return null;
    best.set(row, start);
  }
  return best;
};
