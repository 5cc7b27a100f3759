/** Scenario L1, on sentences of up to three of three words: scores alone give the optimum, and the values of beginnings. */
import { expect, it } from 'vitest';
import { optimum } from '../math/optimum';
import { softValues } from '../math/soft-tree';
import type { Experiment } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { continuationsOf } from '../worlds/continuations';
import { sentences } from '../worlds/sentences';
import { fittedTo } from './fitted';
import { Float64Engine } from './float64/engine';
import { dpo, experimentOf } from './testing';

const params = { ...defaultsOf(sentences.fields), words: 3, maxLength: 3 };
const world = sentences.build(params);
const beta = 0.7;

const experimentAt = (learningRate: number, weights: string): Experiment =>
  experimentOf([{ objective: 'inverse-q', knobs: { beta, weights } }], {
    world: { id: 'sentences', params },
    policy: { id: 'table', params: {} },
    beta,
    training: { learningRate, steps: 2000 },
  });

it.each(['alike', 'as π_ref writes them'])(
  'finds the log-ratio of every token, tokens counting %s',
  async (weights) => {
    const engine = new Float64Engine(experimentAt(0.05, weights));
    engine.advance(1200);
    engine.update(experimentAt(0.01, weights));
    engine.advance(800);
    const { logPi, checkpoint } = await engine.save();
    const exact = optimum(world, beta);
    logPi.forEach((value, i) => {
      // What π_ref all but never says weighs nothing where tokens count as it writes them.
      const written = weights === 'alike' || (world.logRef[i] ?? 0) > Math.log(1e-3);
      if (written) expect(Math.abs(value - (exact[i] ?? Number.NaN))).toBeLessThan(1e-5);
    });
    const { tree, choiceLogRef, reward } = world;
    const { v } = softValues(
      { choices: tree.choices, logRef: choiceLogRef, next: continuationsOf(tree) },
      reward,
      beta,
    );
    const learned = checkpoint.runs[0]?.theta.subarray(tree.nodes * tree.choices) ?? new Float64Array();
    expect(learned).toHaveLength(tree.nodes);
    expect(Math.abs((learned[0] ?? Number.NaN) - (v[0] ?? 0))).toBeLessThan(1e-5);
  },
);

it('leaves the values behind with the run that learns them', async () => {
  const experiment = experimentAt(0.05, 'alike');
  const engine = new Float64Engine(experiment);
  engine.advance(3);
  const { checkpoint } = await engine.save();
  const size = world.tree.nodes * world.tree.choices;
  const left = fittedTo(checkpoint, size)?.runs[0];
  expect(left?.theta).toEqual(checkpoint.runs[0]?.theta.subarray(0, size));
  expect(left?.moments.map(({ length }) => length)).toEqual([size, size]);
  const other = new Float64Engine({ ...experiment, runs: [dpo] }, { checkpoint });
  other.advance(1);
  expect((await other.save()).checkpoint.runs[0]?.theta).toHaveLength(size);
});
