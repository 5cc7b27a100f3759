import { describe, expect, it } from 'vitest';
import { logNormalise } from '../math/distribution';
import { optimum } from '../math/optimum';
import { objectives } from '../objectives';
import { expectedGradient } from '../objectives/expected-gradient';
import { onData } from '../objectives/testing';
import type { DataSettings, Run } from '../settings/experiment';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { Sampler } from '../training/sampler';
import { experimentOf } from '../training/testing';
import { triangle } from '../worlds/triangle';
import type { Point } from './box';
import { arrowBetween, arrowsOf, arrowsPath } from './triangle-arrows';
import { featurePlotOf } from './triangle-features-geometry';
import { type Field, fieldOf } from './triangle-field';
import { type Shares, trianglePlotOf } from './triangle-geometry';
import type { TriangleWorld } from './triangle-world';

const given = experimentOf([], { data: { pairs: 'given', candidates: 2 } }).data;
const worldOf = (params: FieldValues = {}) => triangle.build({ ...defaultsOf(triangle.fields), ...params });
const lossDataOf = (world: TriangleWorld, data: DataSettings = given) => ({
  world,
  data,
  held: null,
  logStar: optimum(world, 1),
  seed: 1,
});
const dpo: Run = { objective: 'dpo', knobs: { beta: 1 } };
const field = (run: Run, policy = 'log-linear', world = worldOf(), data = given): Field => {
  const answer = fieldOf(run, policy, lossDataOf(world, data));
  if ('reason' in answer) throw new Error(answer.reason);
  return answer.field;
};

describe('the field of scenario E', () => {
  const policies: readonly Shares[] = [
    [0.45, 0.45, 0.1],
    [0.5, 0.2, 0.3],
    [0.2, 0.1, 0.7],
    [0.3, 0.6, 0.1],
    [0.05, 0.05, 0.9],
    [0.1, 0.35, 0.55],
  ];

  it('raises No under DPO exactly where Never is likelier than Yes', () => {
    for (const policy of policies) {
      const [no] = field(dpo)(0, policy);
      const sign = Math.sign(policy[1] - policy[2]);
      if (sign === 0) expect(no).toBeCloseTo(0, 12);
      else expect(Math.sign(no)).toBe(sign);
    }
  });

  it('points the same way for every loss of the difference of log-probabilities, but not for one with NLL', () => {
    const directionOf = (run: Run, policy: Shares): number => {
      const change = field(run)(0, policy);
      return Math.atan2(change[2], change[0]);
    };
    for (const policy of policies.slice(0, 4)) {
      const angle = directionOf(dpo, policy);
      expect(directionOf({ objective: 'mpo', knobs: { beta: 1 } }, policy)).toBeCloseTo(angle, 9);
      expect(directionOf({ objective: 'simpo', knobs: { beta: 2, gamma: 0.5 } }, policy)).toBeCloseTo(angle, 9);
      expect(directionOf({ objective: 'dpo', knobs: { beta: 1, nll: 1 } }, policy)).not.toBeCloseTo(angle, 2);
    }
  });

  it('never lowers the chosen answer of a table', () => {
    for (const policy of policies) expect(field(dpo, 'table')(0, policy)[0]).toBeGreaterThan(0);
  });

  it('ends DPO with deterministic labels in Yes, following the arrows', () => {
    const flow = field(dpo);
    let policy: Shares = [0.45, 0.45, 0.1];
    for (let step = 0; step < 8_000; step++) {
      const [no, never, yes] = flow(0, policy);
      policy = [policy[0] + no, policy[1] + never, policy[2] + yes];
    }
    expect(policy[2]).toBeGreaterThan(0.99);
  });

  it('stands still where IPO is content: h = 1/(2τ)', () => {
    const run: Run = { objective: 'ipo', knobs: { tau: 0.25 } };
    const content = field(run)(0, [0.3601, 0.0487, 0.5912]);
    const reference = field(run)(0, [0.45, 0.45, 0.1]);
    expect(Math.hypot(...content)).toBeLessThan(Math.hypot(...reference) * 1e-3);
  });

  it('stands still at π* under the exact objective of reinforcement learning', () => {
    const world = worldOf();
    const [no = 0, never = 0, yes = 0] = optimum(world, 1).map(Math.exp);
    expect(Math.hypot(...field({ objective: 'rl-exact', knobs: { beta: 1 } })(0, [no, never, yes]))).toBeLessThan(
      1e-12,
    );
  });

  it('moves the other prompt through shared features, and not in a table', () => {
    const world = worldOf({ prompts: 2 });
    const change = field(dpo, 'log-linear', world)(1, [0.3, 0.3, 0.4]);
    expect(Math.hypot(...change)).toBeGreaterThan(1e-3);
    expect(Math.hypot(...field(dpo, 'table', world)(1, [0.3, 0.3, 0.4]))).toBe(0);
  });

  it('is drawn for features on one line, too', () => {
    const features = [1, 2, 3].map((x) => ({ x, y: 0 }));
    expect(field(dpo, 'log-linear', worldOf({ features }))(0, [0.2, 0.5, 0.3]).every(Number.isFinite)).toBe(true);
  });
});

/** Why a run has no field; empty where it has one. */
const refusal = (run: Run, data: DataSettings, policy = 'table'): string => {
  const answer = fieldOf(run, policy, lossDataOf(worldOf(), data));
  return 'reason' in answer ? answer.reason : '';
};

describe('gradients over what may be drawn', () => {
  const fresh: DataSettings = { ...given, pairs: 'fresh' };

  it('are there for every objective that learns from given pairs, and sum what each response does', () => {
    const world = worldOf({ prompts: 2 });
    const logPi = logNormalise([0.3, -0.2, 0.5, 1, 0, -1], 3);
    for (const objective of objectives) {
      // A value is learned beside the policy, or answers are its own: neither has a gradient over given pairs.
      if (objective.id === 'custom' || ['prefixes', 'tokens'].includes(objective.kind)) continue;
      const answer = expectedGradient(onData(objective, {}), lossDataOf(world));
      if ('reason' in answer) throw new Error(`${objective.id}: ${answer.reason}`);
      expect(answer.gradient(logPi).every(Number.isFinite), objective.id).toBe(true);
    }
  });

  it('know the tokens of an answer: there is one, and its KL is that of the whole policy', () => {
    const logPi = logNormalise([0.3, -0.2, 0.5], 3);
    const at = (objective: string, knobs: FieldValues): Float64Array => {
      const answer = expectedGradient({ objective, knobs }, lossDataOf(worldOf()));
      if ('reason' in answer) throw new Error(answer.reason);
      return answer.gradient(logPi);
    };
    const plain = at('dpo', { beta: 1 });
    expect(at('ld-dpo', { beta: 1, alpha: 0.3 })).toEqual(plain);
    // Both drifts are the same, so that TDPO1 is DPO and TDPO2 holds back one of two that are equal: −α β σ(−z) ∂KL.
    const first = at('tdpo', { beta: 1, version: 'tdpo1', alpha: 1 });
    const second = at('tdpo', { beta: 1, version: 'tdpo2', alpha: 0.5 });
    const push = -(plain[0] ?? 0);
    worldOf().logRef.forEach((logRef, i) => {
      expect(first[i]).toBeCloseTo(plain[i] ?? 0, 12);
      expect((second[i] ?? 0) - (plain[i] ?? 0)).toBeCloseTo(-0.5 * push * Math.exp(logRef), 12);
    });
  });

  it('vanish for DPO on fresh labels at the optimum of its β', () => {
    const world = worldOf();
    const answer = expectedGradient(dpo, lossDataOf(world, fresh));
    if ('reason' in answer) throw new Error(answer.reason);
    for (const slope of answer.gradient(optimum(world, 1))) expect(slope).toBeCloseTo(0, 12);
    expect(Math.abs(answer.gradient(world.logRef)[0] ?? 0)).toBeGreaterThan(0.01);
  });

  it('vanish for groups of three at the optimum', () => {
    const world = worldOf();
    const run: Run = { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } };
    const answer = expectedGradient(run, lossDataOf(world, { ...fresh, candidates: 3, nearDuplicates: 0.3 }));
    if ('reason' in answer) throw new Error(answer.reason);
    for (const slope of answer.gradient(optimum(world, 1))) expect(slope).toBeCloseTo(0, 12);
  });

  it('take the pairs that training holds', () => {
    const held = { chosen: Int32Array.of(0, 1), rejected: Int32Array.of(1, 0), candidates: Int32Array.of(0, 0, 1, 0) };
    const at = (run: Run): Float64Array => {
      const answer = expectedGradient(run, { ...lossDataOf(worldOf(), { ...given, pairs: 2 }), held });
      if ('reason' in answer) throw new Error(answer.reason);
      return answer.gradient(worldOf().logRef);
    };
    for (const slope of at(dpo)) expect(slope).toBeCloseTo(0, 12);
    // Of the two groups one is of the first answer alone: only the other has a preference, and none knows the third.
    const [first = 0, second = 0, third] = at({ objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } });
    expect(first).toBeLessThan(-0.01);
    expect(second).toBeCloseTo(-first, 12);
    expect(third).toBe(0);
  });

  it('are what fresh batches pull on average, over pairs of two different answers', () => {
    const world = worldOf();
    const data: DataSettings = { ...fresh, pairs: 4096, nearDuplicates: 0.3 };
    const { chosen, rejected, candidates } = new Sampler(world, experimentOf([], { data })).held;
    for (const objective of ['dpo', 'nca-pair', 'exo-rw']) {
      const held = { chosen, rejected, candidates };
      const run: Run = { objective, knobs: {} };
      const drawn = expectedGradient(run, { ...lossDataOf(world, data), held });
      const expected = expectedGradient(run, lossDataOf(world, { ...data, pairs: 'fresh' }));
      if ('reason' in drawn || 'reason' in expected) throw new Error('no gradient');
      const wanted = expected.gradient(world.logRef);
      drawn.gradient(world.logRef).forEach((slope, i) => {
        expect(Math.abs(slope - (wanted[i] ?? 0)), objective).toBeLessThan(0.02);
      });
    }
  });

  it('are refused where rows of fresh batches see each other, or a policy is neither table nor linear', () => {
    expect(refusal({ objective: 'kto', knobs: {} }, fresh)).toContain('compares the pairs');
    expect(refusal({ objective: 'kto', knobs: {} }, given)).toBe('');
    expect(refusal({ objective: 'exo-rw', knobs: {} }, { ...fresh, candidates: 16 })).toContain('too many');
    expect(refusal(dpo, given, 'bump')).toContain('neither');
  });
});

describe('arrows', () => {
  it('show the way at every place of the lattice, the fastest longest, inside the picture', () => {
    const plot = trianglePlotOf(400);
    const arrows = arrowsOf(field(dpo), 0, plot);
    expect(arrows.length).toBeGreaterThan(60);
    const lengths = arrows.map(({ from, to }) => Math.hypot(to.x - from.x, to.y - from.y));
    expect(Math.max(...lengths)).toBeLessThan(20);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
    for (const { from, to } of arrows) expect(to.y).toBeLessThan(from.y);
    expect(arrowsPath(arrows)).toMatch(/^M[\d.]+,[\d.]+L/);
    expect(arrowsPath(arrows)).not.toContain('NaN');
  });

  it.each([1e-19, 1e-160, 5e-324])('have a direction even where features of %d hardly move anything', (tiny) => {
    const features = [
      { x: tiny, y: 0 },
      { x: 2 * tiny, y: 0 },
      { x: 0, y: tiny },
    ];
    const flow = field(dpo, 'log-linear', worldOf({ features }));
    expect(arrowsPath(arrowsOf(flow, 0, trianglePlotOf(300)))).not.toContain('NaN');
  });

  it('lie between two features, and nowhere between two at one place', () => {
    const plot = featurePlotOf(300, { x: [-1, 3], y: [-1, 3] });
    const at = (x: number): Point => ({ x: plot.x(x), y: plot.y(0) });
    expect(arrowBetween(at(0), at(0))).toBeNull();
    expect(arrowBetween(at(1e-20), at(2e-20))).toBeNull();
    for (const apart of [1e-9, 1e-7, 1e-3, 1]) {
      const arrow = arrowBetween(at(0), at(apart));
      expect(arrowsPath(arrow === null ? [] : [arrow])).not.toContain('NaN');
    }
    expect(arrowBetween(at(0), at(1))).not.toBeNull();
  });

  it('are none where nothing moves', () => {
    expect(arrowsOf(() => [0, 0, 0], 0, trianglePlotOf(300))).toEqual([]);
  });
});
