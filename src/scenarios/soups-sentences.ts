/** Scenario D on sentences: two fine-tunes of one base, and their soup, exactly and from samples. */
import { kullbackLeibler } from '../math/distribution';
import { frontierPoint, optimum, tiltedFrontier } from '../math/optimum';
import type { Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { sentences } from '../worlds/sentences';
import { above, type Fact, type Scenario, type Settings, type Trained, trial, within } from './scenario';
import { gain, rl, shortfall, soup } from './soups';

const params = {
  base: { corpus: 0.3, steps: 400, learningRate: 0.01 },
  sft: { samples: 60, steps: 150, learningRate: 0.003 },
};

/** Two prompts, and 32 answers to each a step where answers are drawn. */
const settings = (training: Settings['training']): Settings => ({
  world: { id: 'sentences', params },
  policy: { id: 'autoregressive-mlp' },
  data: { pairs: 'fresh', candidates: 32 },
  training: { batch: 2, ...training },
});

/** What the corpora are drawn from. */
const corpus = sentences.build(defaultsOf(sentences.fields)).logRef;

const fromCorpus = (logP: Float64Array, { responses }: Trained['world']): number =>
  kullbackLeibler(corpus, logP, responses.length);

/** KL(π‖corpus) of the first policy π ∝ reference · e^{c r} that earns this much, c growing. */
const departureAt = (reward: number, { world }: Pick<Trained, 'world'>, logRef: Float64Array): number => {
  const tied = { ...world, logRef };
  const point = tiltedFrontier(tied, world.reward, [0.01, 100], 500).find((each) => each.reward >= reward);
  if (point === undefined) return Number.NaN;
  return kullbackLeibler(optimum(tied, point.beta), corpus, world.responses.length);
};

const nine = { atLeast: 9, of: 10 } as const;
type Exact = 'SFT-1' | 'soup' | 'SFT-1 at equal KL';

const better = (words: string, than: (trained: Trained<Exact>) => Float64Array): Fact<Exact> => ({
  words: `KL(corpus‖·): ${words} above the soup`,
  wanted: above(0),
  holdsFor: nine,
  measure: (trained) =>
    fromCorpus(than(trained), trained.world) - fromCorpus(trained.logReference('soup'), trained.world),
});

const nearOptimum = <Label extends string>(label: Label): Fact<Label> => ({
  words: `${label}: reward less that of the exact optimum`,
  wanted: within(0.03, 0),
  holdsFor: 'each seed',
  measure: ({ world, metric }) => metric(label, 'reward') - frontierPoint(world, 1).reward,
});

const exactly = trial({
  id: 'two fine-tunes',
  settings: settings({ steps: 300, learningRate: 0.005 }),
  slow: true,
  runs: { 'SFT-1': rl(1), soup: rl(1, soup), 'SFT-1 at equal KL': rl(1) },
  equalKl: { of: 'soup', runs: ['SFT-1 at equal KL'] },
  facts: [
    better('SFT-1', ({ world }) => world.logRef),
    better('SFT-2', ({ world }) => world.second?.logRef ?? world.logRef),
    {
      words: 'KL(π‖corpus) where the tilt earns 1.2: SFT-1 above the soup',
      wanted: above(0),
      holdsFor: nine,
      measure: (trained) =>
        departureAt(1.2, trained, trained.world.logRef) - departureAt(1.2, trained, trained.logReference('soup')),
    },
    nearOptimum('SFT-1'),
    gain('SFT-1 at equal KL', 'soup', above(0.05)),
  ],
});

const reinforce = (run: Partial<Run> = {}): Run => ({ objective: 'reinforce', knobs: { beta: 1 }, ...run });
const ppo = (run: Partial<Run> = {}): Run => ({ objective: 'ppo', knobs: { beta: 1 }, ...run });

const ofReinforce = trial({
  id: 'two fine-tunes, REINFORCE',
  settings: settings({ steps: 300, learningRate: 0.005 }),
  slow: true,
  runs: {
    'exact, SFT-1': rl(1),
    'exact, soup': rl(1, soup),
    'REINFORCE, SFT-1': reinforce(),
    'REINFORCE, soup': reinforce({ reference: soup }),
  },
  facts: [
    shortfall('REINFORCE, SFT-1', 'exact, SFT-1', 'kl', 4),
    shortfall('REINFORCE, SFT-1', 'exact, SFT-1', 'kl', 2.5, 'median'),
    shortfall('REINFORCE, soup', 'exact, soup', 'klOwn', 4),
    shortfall('REINFORCE, soup', 'exact, soup', 'klOwn', 2.5, 'median'),
  ],
});

/** At a smaller rate, at which exact RL comes as near to the optimum. */
const ofPpo = trial({
  id: 'two fine-tunes, PPO',
  settings: settings({ steps: 320, learningRate: 0.002 }),
  slow: true,
  runs: {
    'PPO, SFT-1': ppo(),
    'PPO, soup': ppo({ reference: soup }),
    'exact, SFT-1': rl(1),
    'exact, soup': rl(1, soup),
  },
  facts: [
    nearOptimum('exact, SFT-1'),
    shortfall('PPO, SFT-1', 'exact, SFT-1', 'kl', 10),
    shortfall('PPO, SFT-1', 'exact, SFT-1', 'kl', 4, 'median'),
    shortfall('PPO, soup', 'exact, soup', 'klOwn', 10),
    shortfall('PPO, soup', 'exact, soup', 'klOwn', 6.5, 'median'),
  ],
});

export const soupsOfSentences: Scenario = {
  id: 'D2',
  title: 'Two fine-tunes of one base, and their soup',
  trials: [exactly, ofReinforce, ofPpo],
};
