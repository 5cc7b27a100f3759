/** Answers that a run samples from its own policy and from its mixture with the reference, against their probabilities. */
import { describe, expect, it } from 'vitest';
import { logNormalise } from '../../math/distribution';
import { Stream } from '../../math/stream';
import type { Run } from '../../settings/experiment';
import { defaultsOf } from '../../settings/fields';
import { sentences } from '../../worlds/sentences';
import { pathSums } from '../../worlds/tree';
import { layoutOf } from '../layout';
import { linksOf } from '../links';
import { experimentOf } from '../testing';
import { worldOf } from '../world-of';
import { Rollout } from './rollout';

const coefficient = 0.3;
const run: Run = {
  objective: 'xpo',
  knobs: { beta: 1 },
  draws: { id: 'mixture', params: { coefficient, every: 1, epochs: 1 } },
};
const rows = 50_000;
const draws = 20;

const experiment = experimentOf([run], {
  world: { id: 'sentences', params: { ...defaultsOf(sentences.fields), prompts: 2, words: 3, maxLength: 2 } },
  policy: { id: 'table', params: {} },
  training: { batch: rows },
});
const world = worldOf(experiment);
const { tree, choiceLogRef } = world;

/** log π of choices: another policy than the reference, which may choose the same. */
const stream = Stream.named(5, 'a policy');
const logPi = logNormalise(
  choiceLogRef.map((value) => value + stream.normal()),
  tree.choices,
);
const mixture = logNormalise(
  logPi.map((value, i) => (1 - coefficient) * value + coefficient * (choiceLogRef[i] ?? 0)),
  tree.choices,
);

/** Σ (found − wanted)²/wanted over answers, half of them to each prompt. */
const chiSquared = (counts: Float64Array, logChoices: Float64Array): number => {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  return pathSums(tree, logChoices).reduce((sum, value, answer) => {
    const wanted = half * Math.exp(value);
    return sum + ((counts[answer] ?? 0) - wanted) ** 2 / wanted;
  }, 0);
};

describe('a million answers', () => {
  const [own, rival] = [new Float64Array(world.logRef.length), new Float64Array(world.logRef.length)];
  const [group] = layoutOf(experiment).groups;
  if (group === undefined) throw new Error('no group');
  const nothing = { rows: 0, responses: new Int32Array() };
  const taste = { labelReward: world.labelReward, preference: null };
  const rollout = new Rollout(0, group, experiment, { ...world, links: linksOf(tree) }, taste, null);
  for (let step = 0; step < draws; step++) {
    const drawn = rollout.draw(step, logPi, choiceLogRef, nothing);
    drawn?.responses.forEach((answer, i) => {
      const counts = i % 2 === 0 ? own : rival;
      counts[answer] = (counts[answer] ?? 0) + 1;
    });
  }

  it.each([
    { whose: 'its own', counts: own, logChoices: logPi },
    { whose: 'of its mixture with the reference, word by word,', counts: rival, logChoices: mixture },
  ])('$whose come as often as they should', ({ counts, logChoices }) => {
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows * draws);
    expect(counts.length).toBe(24);
    // Eleven degrees of freedom a prompt: the statistic leaves this interval in two of a thousand samples.
    const statistic = chiSquared(counts, logChoices);
    expect(statistic).toBeLessThan(49);
    expect(statistic).toBeGreaterThan(7);
  });
});
