/** Scenario H: at the start all methods go the same way, and further on they do not. */
import { checkExperiment } from '../experiment/schema';
import { exp, groupSum, mul, neg, stopGradient } from '../expression/node';
import { medianOf } from '../math/averages';
import { Stream } from '../math/stream';
import { cosine } from '../math/vector';
import { klEstimate } from '../objectives/policy-gradient';
import { responseSymbols } from '../objectives/symbols';
import type { Run } from '../settings/experiment';
import { Float64Engine } from '../training/float64/engine';
import { PolicyPass } from '../training/float64/policy-pass';
import { rowPolicyOf } from '../training/float64/row-policy';
import { GradientProbe, type WeightedRows } from './gradient-probe';
import { preparations } from './preparations';
import { above, below, computed, type FactOf, type HoldsFor, type Interval, type Scenario } from './scenario';

const exact: Run = { objective: 'rl-exact', knobs: { beta: 1 } };
const dpo: Run = { objective: 'dpo', knobs: { beta: 1 } };
const exo: Run = { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } };
const dpoRw: Run = { objective: 'dpo-rw', knobs: { betaPolicy: 1, betaReward: 1 } };
const reinforce = (baseline: string): Run => ({ objective: 'reinforce', knobs: { beta: 1, baseline } });
const p3o: Run = { objective: 'p3o', knobs: { beta: 1 } };

/** The policy of sentences after so many steps of exact RL, from the reference on. */
const statesOf = async (seed: number, steps: readonly number[]): Promise<readonly GradientProbe[]> => {
  const checked = checkExperiment({
    world: { id: 'sentences' },
    training: { learningRate: 0.005 },
    seed,
    runs: [exact],
  });
  if (!('experiment' in checked)) throw new Error('the experiment has a fault');
  const { experiment } = checked;
  const groundwork = await preparations.prepare(experiment);
  if (groundwork === 'cancelled') throw new Error('nobody cancelled');
  const engine = new Float64Engine(experiment, { groundwork });
  const { world, initial } = engine.ground;
  const probes: GradientProbe[] = [];
  for (const step of steps) {
    engine.advance(step - engine.step);
    const [run] = (await engine.save()).checkpoint.runs;
    const pass = new PolicyPass(rowPolicyOf(experiment, world), world.tree);
    probes.push(new GradientProbe(world, pass, Float64Array.from(run?.theta ?? initial)));
  }
  return probes;
};

/** Answers drawn to each prompt for an expected gradient: what is left of chance turns it by a hundredth or two. */
const many = 1 << 16;
/** Answers to each prompt in one batch, and batches. */
const [few, batches] = [64, 31];

interface Found {
  /** Cosines with the exact gradient, of expected gradients and of the median batch. */
  readonly cosines: Readonly<Record<string, number>>;
  readonly norms: Readonly<Record<string, number>>;
}

const find = async (seed: number): Promise<Found> => {
  const [start, early, late] = await statesOf(seed, [0, 5, 15]);
  if (start === undefined || early === undefined || late === undefined) throw new Error('a state is missing');
  const stream = Stream.named(seed, 'directions');
  const goal = new Map([start, early, late].map((probe) => [probe, probe.ofRun(exact, probe.everything)]));
  const towards = (probe: GradientProbe, run: Run, rows: WeightedRows, raised = 0): number =>
    cosine(probe.ofRun(run, rows, raised), goal.get(probe) ?? new Float64Array());
  const offline = (probe: GradientProbe): WeightedRows => probe.pairs(probe.world.logRef, many / 2, stream);
  const groups = (probe: GradientProbe, k: number): WeightedRows =>
    probe.groups(probe.world.logRef, k, many / k, stream);
  const batch = (run: Run, inRow: number, raised: number): number =>
    medianOf(
      Array.from({ length: batches }, () =>
        towards(start, run, start.groups(start.logPi, inRow, few / inRow, stream), raised),
      ),
    );
  const { logPi, logRef, rho } = responseSymbols;
  const drawnFrom = stopGradient(exp(logPi));
  const estimate = (estimator: 'k1' | 'k3') => early.ofEverything(groupSum(mul(drawnFrom, klEstimate(estimator, rho))));
  const forward = early.ofEverything(neg(groupSum(mul(exp(logRef), logPi))));
  return {
    cosines: {
      'π_ref, DPO': towards(start, dpo, offline(start)),
      'π_ref, EXO-rw, K = 2': towards(start, exo, groups(start, 2)),
      'π_ref, DPO-rw, K = 16': towards(start, dpoRw, groups(start, 16)),
      'step 5, DPO': towards(early, dpo, offline(early)),
      'step 5, online DPO': towards(early, dpo, early.pairs(early.logPi, many / 2, stream)),
      'step 5, EXO-rw, K = 16': towards(early, exo, groups(early, 16)),
      'step 15, DPO': towards(late, dpo, offline(late)),
      'step 15, EXO-rw, K = 2': towards(late, exo, groups(late, 2)),
      'step 15, EXO-rw, K = 4': towards(late, exo, groups(late, 4)),
      'step 15, EXO-rw, K = 16': towards(late, exo, groups(late, 16)),
      'step 15, EXO-rw, K = 64': towards(late, exo, groups(late, 64)),
      'k3 in the loss, with KL(π_ref‖π)': cosine(estimate('k3'), forward),
      'a batch, no baseline': batch(reinforce('none'), few, 0),
      'a batch, leave-one-out': batch(reinforce('leave-one-out'), few, 0),
      'a batch, P3O': batch(p3o, 2, 0),
      'a batch, no baseline, rewards + 5': batch(reinforce('none'), few, 5),
      'a batch, leave-one-out, rewards + 5': batch(reinforce('leave-one-out'), few, 5),
      'a batch, P3O, rewards + 5': batch(p3o, 2, 5),
    },
    norms: { k1: Math.hypot(...estimate('k1')) },
  };
};

const cosineOf = (name: string, wanted: Interval, holdsFor: HoldsFor = 'each seed'): FactOf<Found> => ({
  words: name,
  wanted,
  holdsFor,
  measure: ({ cosines }) => cosines[name] ?? Number.NaN,
});

const nearer = (name: string, than: string): FactOf<Found> => ({
  words: `${name}, less ${than}`,
  wanted: above(0),
  holdsFor: 'difference of medians',
  measure: ({ cosines }) => cosines[name] ?? Number.NaN,
  minus: ({ cosines }) => cosines[than] ?? Number.NaN,
});

const unmoved = (name: string): FactOf<Found> => ({
  words: `${name}: how much rewards + 5 change the cosine`,
  wanted: below(0.05),
  holdsFor: 'each seed',
  measure: ({ cosines }) => Math.abs((cosines[`${name}, rewards + 5`] ?? Number.NaN) - (cosines[name] ?? Number.NaN)),
});

const facts: readonly FactOf<Found>[] = [
  cosineOf('π_ref, DPO', above(0.995)),
  cosineOf('π_ref, EXO-rw, K = 2', above(0.998)),
  cosineOf('π_ref, DPO-rw, K = 16', below(0.93)),
  nearer('step 5, online DPO', 'step 5, DPO'),
  nearer('step 5, EXO-rw, K = 16', 'step 5, online DPO'),
  cosineOf('step 5, EXO-rw, K = 16', above(0.99)),
  nearer('step 15, EXO-rw, K = 4', 'step 15, EXO-rw, K = 2'),
  nearer('step 15, EXO-rw, K = 16', 'step 15, EXO-rw, K = 4'),
  nearer('step 15, EXO-rw, K = 64', 'step 15, EXO-rw, K = 16'),
  cosineOf('step 15, EXO-rw, K = 64', above(0.98), 'median'),
  cosineOf('step 15, DPO', below(0.6)),
  cosineOf('k3 in the loss, with KL(π_ref‖π)', above(0.9999)),
  {
    words: 'k1 in the loss: length of the expected gradient',
    wanted: below(1e-10),
    holdsFor: 'each seed',
    measure: ({ norms }) => norms.k1 ?? Number.NaN,
  },
  unmoved('a batch, leave-one-out'),
  unmoved('a batch, P3O'),
  cosineOf('a batch, no baseline, rewards + 5', below(0.6)),
];

export const directions: Scenario = {
  id: 'H',
  title: 'Two gradients, one direction',
  trials: [computed('directions of gradients', find, facts, { slow: true })],
};
