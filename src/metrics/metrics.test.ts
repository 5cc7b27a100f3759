/** Every metric has a value exactly where it applies, and what can be known of the optimum is what it is there. */
import { describe, expect, it } from 'vitest';
import { expectation, kullbackLeibler } from '../math/distribution';
import { frontierPoint, optimum } from '../math/optimum';
import type { Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { worlds } from '../worlds';
import { sentences } from '../worlds/sentences';
import { triangle } from '../worlds/triangle';
import { twoPeaks } from '../worlds/two-peaks';
import { appliesIn, appliesToSome } from './applies';
import { atOptimum } from './at-optimum';
import { type MetricName, metricNames } from './index';
import { Meter } from './meter';
import type { MeasuredWorld } from './metric';

const small = { maxLength: 3 };
const line = twoPeaks.build(defaultsOf(twoPeaks.fields));
const misled = sentences.build({ ...defaultsOf(sentences.fields), ...small, lengthBonus: 0.5 });
const answers = triangle.build({ ...defaultsOf(triangle.fields), prompts: 2 });
const tied: Run = { objective: 'dpo', knobs: {} };
const pairs = { chosen: Int32Array.of(0, 1), rejected: Int32Array.of(1, 2) };

const read = (world: MeasuredWorld, logPi: Float64Array, beta = 1, ownReference: Float64Array | null = null) => {
  const values = new Meter(world, pairs, world.logRef, beta).read(
    logPi,
    { loss: 7, gradCosine: 0.5, multiplier: Number.NaN, lengthPrice: Number.NaN },
    { ownReference, ownPairs: null, average: logPi.map(Math.exp) },
  );
  return Object.fromEntries(metricNames.map((name, i) => [name, values[i] ?? Number.NaN]));
};

describe('metrics', () => {
  it.each(worlds)('have a number in $id exactly where they apply', ({ build, fields }) => {
    const world = build({ ...defaultsOf(fields), ...('maxLength' in fields ? small : {}) });
    const values = read(world, optimum(world, 1));
    const has = (name: MetricName): boolean => appliesIn(world, name) && appliesToSome([tied], name);
    for (const name of metricNames) expect(Number.isNaN(values[name]), name).toBe(!has(name));
    expect(values).toMatchObject({ loss: 7, gradCosine: 0.5 });
  });

  it('say what the raters believe where they err, and only there', () => {
    const { raterReward, reward } = read(misled, misled.logRef);
    const believed = expectation(misled.logRef, (i) => misled.labelReward[i] ?? 0, misled.responses.length);
    expect(raterReward).toBeCloseTo(believed, 12);
    expect(raterReward).toBeGreaterThan((reward ?? 0) + 0.3);
    expect(appliesIn(line, 'raterReward')).toBe(false);
  });

  it('say how far a run is from a reference of its own, and only where it has one', () => {
    const [here, there] = [optimum(line, 1), optimum(line, 3)];
    expect(read(line, here, 1, there).klOwn).toBeCloseTo(kullbackLeibler(here, there, line.responses.length), 12);
    expect(read(line, here, 1, line.logRef).klOwn).toBe(read(line, here).kl);
    const moving = { ...tied, reference: { id: 'moving', params: { every: 10 } } };
    expect(appliesToSome([tied], 'klOwn')).toBe(false);
    expect(appliesToSome([tied, moving], 'klOwn')).toBe(true);
  });

  it('say how safe a policy is on the prompt where it is least so', () => {
    const promising = sentences.build({ ...defaultsOf(sentences.fields), ...small, safety: { bound: -0.2 } });
    const { constraint, leastConstraint } = read(promising, optimum(promising, 1));
    const columns = promising.responses.length;
    const p = optimum(promising, 1).map(Math.exp);
    const byPrompt = promising.prompts.map((_, prompt) =>
      p
        .subarray(prompt * columns, (prompt + 1) * columns)
        .reduce((sum, share, i) => sum + share * (promising.safety?.reward[prompt * columns + i] ?? 0), 0),
    );
    expect(leastConstraint).toBeCloseTo(Math.min(...byPrompt), 12);
    expect(constraint).toBeCloseTo(byPrompt.reduce((sum, value) => sum + value, 0) / byPrompt.length, 12);
    expect(leastConstraint).toBeLessThan((constraint ?? 0) - 0.1);
  });

  it('follow from pairs and responses of every prompt', () => {
    const { chosenMass, bothMass, rejectedMass, otherMass, margin, pairsDown } = read(answers, optimum(answers, 1));
    const p = optimum(answers, 1).map(Math.exp);
    // Of two prompts only the first has pairs.
    expect([chosenMass, bothMass, rejectedMass].map((mass) => 2 * (mass ?? 0))).toEqual(
      [p[0], p[1], p[2]].map((mass) => expect.closeTo(mass ?? 0, 12)),
    );
    expect(otherMass).toBeCloseTo(0.5, 12);
    // log π*/π_ref differs by r/β, here 1 − 0 and 0 − (−1).
    expect(margin).toBeCloseTo(1, 12);
    expect(pairsDown).toBe(0.5);
  });

  it.each([line, misled, answers])('are known at the optimum without training', (world) => {
    const beta = 0.5;
    const logStar = optimum(world, beta);
    const star = frontierPoint(world, beta);
    const values = read(world, logStar, beta);
    const known = metricNames.filter((name) => atOptimum(name, world, logStar, beta) !== undefined);
    for (const name of known) expect(atOptimum(name, world, logStar, beta), name).toBe(values[name]);
    expect(atOptimum('reward', world, logStar, beta)).toBeCloseTo(star.reward, 10);
    expect(atOptimum('value', world, logStar, beta)).toBeCloseTo(star.reward - beta * star.kl, 10);
    expect(atOptimum('gap', world, logStar, beta)).toBe(0);
    expect(known).not.toContain('chosenLogp');
    expect(known).not.toContain('loss');
  });
});
