/** Losses on a policy's own answers, summed over everything that could be drawn, against what is known of them. */
import { describe, expect, it } from 'vitest';
import { gradient } from '../expression/derivative';
import { evaluate } from '../expression/float64';
import { type SymbolNode, symbol } from '../expression/node';
import { logNormalise } from '../math/distribution';
import { Stream } from '../math/stream';
import type { FieldValues } from '../settings/fields';
import { formOf, numbersAtStart, objectiveById } from './index';

const size = 5;
const beta = 0.4;
const stream = Stream.named(11, 'policy gradients');
const distribution = (): Float64Array =>
  logNormalise(
    Float64Array.from({ length: size }, () => 2 * stream.normal()),
    size,
  );
const [logPi, logRef] = [distribution(), distribution()];
const reward = Float64Array.from({ length: size }, () => 2 * stream.normal());
const at = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;

/** ∂(E[r] − β KL(π‖π_ref))/∂ the logits of a table. */
const exactGradient = (): Float64Array => {
  const pi = logPi.map(Math.exp);
  const worth = reward.map((r, y) => r - beta * (at(logPi, y) - at(logRef, y)));
  const mean = pi.reduce((sum, p, y) => sum + p * at(worth, y), 0);
  return pi.map((p, y) => p * (at(worth, y) - mean));
};

/** All tuples of `count` answers. */
const tuples = (count: number): readonly (readonly number[])[] =>
  count === 0 ? [[]] : tuples(count - 1).flatMap((tuple) => Array.from({ length: size }, (_, y) => [...tuple, y]));

type Symbols = Readonly<Record<string, Float64Array>>;

/** ∂(expected loss)/∂ the logits of a table, where each tuple comes as often as `weight` says. */
const expectedGradient = (
  id: string,
  params: FieldValues,
  draws: readonly (readonly number[])[],
  weight: (tuple: readonly number[]) => number,
  symbols: Symbols,
  moving: readonly { readonly symbol: SymbolNode; readonly answers: (tuple: readonly number[]) => readonly number[] }[],
): Float64Array => {
  const objective = objectiveById(id);
  if (objective === undefined) throw new Error(`no objective ${id}`);
  const { loss } = formOf(objective, params);
  const inGroup = moving[0]?.answers(draws[0] ?? []).length ?? 1;
  const slopes = evaluate(
    gradient(
      loss,
      moving.map((each) => each.symbol),
    ),
    { rows: draws.length, groupSize: inGroup, symbols: { ...numbersAtStart(objective, params), ...symbols } },
  );
  const byAnswer = new Float64Array(size);
  moving.forEach(({ answers }, i) => {
    const slope = slopes[i] ?? 0;
    draws.forEach((tuple, row) => {
      answers(tuple).forEach((y, k) => {
        const value = typeof slope === 'number' ? slope : at(slope, row * inGroup + k);
        byAnswer[y] = at(byAnswer, y) + weight(tuple) * value;
      });
    });
  });
  const total = byAnswer.reduce((sum, value) => sum + value, 0);
  return byAnswer.map((value, y) => value - Math.exp(at(logPi, y)) * total);
};

const chance = (tuple: readonly number[]): number => tuple.reduce((product, y) => product * Math.exp(at(logPi, y)), 1);

const ofGroups = (id: string, params: FieldValues, count = 3): Float64Array => {
  const draws = tuples(count);
  const pick = (table: Float64Array): Float64Array => Float64Array.from(draws.flat(), (y) => at(table, y));
  const symbols = { logPi: pick(logPi), logOld: pick(logPi), logRef: pick(logRef), r: pick(reward) };
  const moving = [{ symbol: symbol('logPi', 'element'), answers: (tuple: readonly number[]) => tuple }];
  return expectedGradient(id, params, draws, chance, symbols, moving);
};

/** Pairs whose second answer comes from `rival`; both labels of a pair stand for its outcomes. */
const ofRivals = (id: string, params: FieldValues, rival: Float64Array): Float64Array => {
  const draws = tuples(2).flatMap(([y1 = 0, y2 = 0]) => [
    [y1, y2, 1],
    [y1, y2, 0],
  ]);
  const pick = (table: Float64Array, side: 0 | 1): Float64Array =>
    Float64Array.from(draws, (draw) => at(table, draw[side] ?? 0));
  const prefers = Float64Array.from(draws, ([y1 = 0, y2 = 0]) => 1 / (1 + Math.exp(at(reward, y2) - at(reward, y1))));
  const symbols = {
    logPi1: pick(logPi, 0),
    logPi2: pick(logPi, 1),
    logOld1: pick(logPi, 0),
    logOld2: pick(logPi, 1),
    logRef1: pick(logRef, 0),
    logRef2: pick(logRef, 1),
    r1: pick(reward, 0),
    r2: pick(reward, 1),
    firstWins: Float64Array.from(draws, ([, , wins = 0]) => wins),
    prefers,
  };
  const weight = ([y1 = 0, y2 = 0, wins]: readonly number[]): number => {
    const first = 1 / (1 + Math.exp(at(reward, y2) - at(reward, y1)));
    return Math.exp(at(logPi, y1) + at(rival, y2)) * (wins === 1 ? first : 1 - first);
  };
  return expectedGradient(id, params, draws, weight, symbols, [
    { symbol: symbol('logPi1', 'row'), answers: ([y1 = 0]) => [y1] },
    { symbol: symbol('logPi2', 'row'), answers: ([, y2 = 0]) => [y2] },
  ]);
};

const expectVector = (found: Float64Array, wanted: Float64Array): void => {
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(at(wanted, i), 10);
  });
};

const norm = (v: Float64Array): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
const cosine = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, x, i) => sum + x * at(b, i), 0) / (norm(a) * norm(b));

const downhill = (): Float64Array => exactGradient().map((x) => -x);

describe('in expectation over what could be drawn', () => {
  it.each(['none', 'leave-one-out'])('REINFORCE with the baseline %s is the policy gradient', (baseline) => {
    expectVector(ofGroups('reinforce', { beta, baseline, kl: 'reward', estimator: 'k1' }), downhill());
  });

  it('REINFORCE with the mean of the group as baseline is the policy gradient, shorter by 1 − 1/K', () => {
    const found = ofGroups('reinforce', { beta, baseline: 'mean', kl: 'reward', estimator: 'k1' });
    expectVector(
      found.map((x) => x / (1 - 1 / 3)),
      downhill(),
    );
  });

  it('PPO’s first step is REINFORCE’s, and so are P3O’s in both forms', () => {
    expectVector(ofGroups('ppo', { beta, clip: 0.2, baseline: 'leave-one-out' }), downhill());
    for (const variant of ['separate', 'joint']) {
      expectVector(ofRivals('p3o', { beta, clip: 0.2, variant }, logPi), downhill());
    }
  });

  it('APA’s first step goes the way of the policy gradient', () => {
    const found = ofGroups('apa', { coefficient: 2, anchor: 'old', beta, baseline: 'leave-one-out' });
    expect(cosine(found, downhill())).toBeGreaterThan(1 - 1e-12);
  });

  it('the KL in the loss pulls by nothing with k1, by KL(π‖π_ref) with k2, by KL(π_ref‖π) with k3', () => {
    const pullOf = (estimator: string): Float64Array => {
      const params = { beta, baseline: 'leave-one-out', estimator };
      const without = ofGroups('reinforce', { ...params, kl: 'none' });
      return ofGroups('reinforce', { ...params, kl: 'loss' }).map((x, i) => x - at(without, i));
    };
    const pi = logPi.map(Math.exp);
    const reverse = pi.reduce((sum, p, y) => sum + p * (at(logPi, y) - at(logRef, y)), 0);
    expect(norm(pullOf('k1'))).toBeLessThan(1e-10);
    expectVector(
      pullOf('k2'),
      pi.map((p, y) => beta * p * (at(logPi, y) - at(logRef, y) - reverse)),
    );
    expectVector(
      pullOf('k3'),
      pi.map((p, y) => beta * (p - Math.exp(at(logRef, y)))),
    );
  });

  it('XPO’s bonus lowers what is below the reference and lifts what is above it', () => {
    const with0 = ofRivals('xpo', { beta, alpha: 0, loss: 'sigmoid' }, logRef);
    const bonus = ofRivals('xpo', { beta, alpha: 0.3, loss: 'sigmoid' }, logRef).map((x, i) => x - at(with0, i));
    // Descending it, a logit moves by 0.3 (π − π_ref).
    expectVector(
      bonus,
      logPi.map((value, y) => 0.3 * (Math.exp(at(logRef, y)) - Math.exp(value))),
    );
  });

  it('Nash-MD is the policy gradient of the probability of winning', () => {
    const pi = logPi.map(Math.exp);
    const wins = pi.map((_, y) =>
      logRef.reduce(
        (sum, value, other) => sum + Math.exp(value) / (1 + Math.exp(at(reward, other) - at(reward, y))),
        0,
      ),
    );
    const worth = wins.map((p, y) => p - beta * (at(logPi, y) - at(logRef, y)));
    const mean = pi.reduce((sum, p, y) => sum + p * at(worth, y), 0);
    expectVector(
      ofRivals('nash-md', { beta }, logRef),
      pi.map((p, y) => -p * (at(worth, y) - mean)),
    );
  });
});

/** The root of an increasing function between two places. */
const root = (f: (x: number) => number, low: number, high: number): number => {
  let [a, b] = [low, high];
  for (let i = 0; i < 200; i++) {
    const middle = (a + b) / 2;
    if (f(middle) < 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
};

describe('APA', () => {
  it('summed over the old policy is least where the ratio is a Lambert W of the advantage', () => {
    // Σ π_old (log u − cA)² with Σ π_old u = 1: 2 (log u − cA)/u = μ, so that u = W(k e^{cA})/k with k = −μ/2.
    const [c, old] = [0.7, logPi.map(Math.exp)];
    const advantage = reward.map((r) => r - reward.reduce((sum, x, y) => sum + at(old, y) * x, 0));
    const lambert = (z: number): number => root((w) => w * Math.exp(w) - z, 0, 100);
    const ratios = (k: number): Float64Array => advantage.map((A) => lambert(k * Math.exp(c * A)) / k);
    const mass = (k: number): number => ratios(k).reduce((sum, u, y) => sum + at(old, y) * u, 0);
    const k = root((x) => 1 - mass(x), 1e-9, 1e3);
    const best = ratios(k);
    expect(mass(k)).toBeCloseTo(1, 9);
    const objective = objectiveById('apa');
    if (objective === undefined) throw new Error('no APA');
    const params = { coefficient: c, anchor: 'old', beta: 0, baseline: 'none' };
    const [slope] = evaluate(gradient(formOf(objective, params).loss, [symbol('logPi', 'element')]), {
      rows: 1,
      groupSize: size,
      symbols: {
        ...numbersAtStart(objective, params),
        logPi: best.map((u, y) => Math.log(u) + at(logPi, y)),
        logOld: logPi,
        logRef: logPi,
        r: advantage,
      },
    });
    if (typeof slope === 'number' || slope === undefined) throw new Error('no slopes');
    // Every answer once in a group: weigh each by how often it is drawn, and let the logits of a table move.
    const weighed = slope.map((value, y) => value * size * at(old, y));
    const total = weighed.reduce((sum, value) => sum + value, 0);
    weighed.forEach((value, y) => {
      expect(value - at(best, y) * at(old, y) * total).toBeCloseTo(0, 8);
    });
  });
});

describe('Nash-MD on rock, paper, scissors', () => {
  it('stands still at the reference, its regularised equilibrium there, and nowhere near it', () => {
    // P(i beats j) of a symmetric cycle; against any mixture that includes itself the uniform policy wins half the time.
    const cycle = [
      [0.5, 0.9, 0.1],
      [0.1, 0.5, 0.9],
      [0.9, 0.1, 0.5],
    ];
    const objective = objectiveById('nash-md');
    if (objective === undefined) throw new Error('no Nash-MD');
    const c = 0.5;
    const pullAt = (logits: readonly number[]): Float64Array => {
      const policy = logNormalise(Float64Array.from(logits), 3);
      const uniform = new Float64Array(3).fill(-Math.log(3));
      const mixture = logNormalise(
        policy.map((value, y) => (1 - c) * value + c * at(uniform, y)),
        3,
      );
      const draws = [0, 1, 2].flatMap((y1) => [0, 1, 2].map((y2) => [y1, y2] as const));
      const [slope] = evaluate(gradient(formOf(objective, {}).loss, [symbol('logPi1', 'row')]), {
        rows: draws.length,
        groupSize: 1,
        symbols: {
          beta,
          logPi1: Float64Array.from(draws, ([y1]) => at(policy, y1)),
          logRef1: Float64Array.from(draws, ([y1]) => at(uniform, y1)),
          prefers: Float64Array.from(draws, ([y1, y2]) => cycle[y1]?.[y2] ?? Number.NaN),
        },
      });
      if (typeof slope === 'number' || slope === undefined) throw new Error('no slopes');
      const byAnswer = new Float64Array(3);
      draws.forEach(([y1, y2], row) => {
        byAnswer[y1] = at(byAnswer, y1) + Math.exp(at(policy, y1) + at(mixture, y2)) * at(slope, row);
      });
      const total = byAnswer.reduce((sum, value) => sum + value, 0);
      return byAnswer.map((value, y) => value - Math.exp(at(policy, y)) * total);
    };
    expect(norm(pullAt([0, 0, 0]))).toBeLessThan(1e-14);
    // Following the pull from elsewhere leads there.
    let logits = [1.5, -0.5, 0.3];
    expect(norm(pullAt(logits))).toBeGreaterThan(1e-3);
    for (let i = 0; i < 4000; i++) logits = logits.map((x, y) => x - 0.5 * at(pullAt(logits), y));
    for (const value of logNormalise(Float64Array.from(logits), 3)) expect(Math.exp(value)).toBeCloseTo(1 / 3, 6);
  });
});
