/** Lessons on rounds, promises and coverage: what comes of asking again, of a second reward, and of what was logged. */
import { type Preset, definePreset as preset } from './preset';
import { dpo } from './preset-runs';

const round = 150;
const every = { every: round };

/** As the calibration has them: 128 pairs, a slow step. */
const onSentences = (steps: number, restartEvery = 0) => ({
  world: { id: 'sentences' },
  policy: { id: 'autoregressive-mlp' },
  data: { pairs: 128 },
  training: { steps, batch: 'all', learningRate: 0.001, restartEvery },
});

const rlExact = { objective: 'rl-exact', knobs: { beta: 1 } };

const dice = (judge: Readonly<Record<string, unknown>>) => ({
  ...dpo(1),
  draws: { id: 'best-worst' },
  judge: { id: 'implicit', params: judge },
  reference: { id: 'moving', params: { every: 300 } },
});

export const roundsPresets: readonly Preset[] = [
  preset(
    'moving-reference',
    'A moving reference is a lower β',
    {
      world: { id: 'two-peaks' },
      policy: { id: 'table' },
      training: { steps: 1500, batch: 256, learningRate: 0.02 },
      runs: [
        dpo(1),
        { ...dpo(1), reference: { id: 'moving', params: every } },
        { ...dpo(1), reference: { id: 'momentum', params: { ...every, momentum: 0.6 } } },
      ],
    },
    {
      shows: { earns: [2, 0], 'leaving-reference': [1, 2], 'reached-optimum': [0] },
      explanation: {
        of: 'earns',
        text: 'T rounds against a reference that follows come to one round at β/T, and momentum goes further still. It buys reward with KL, as a smaller β would.',
        facts: [
          'free table in rounds: reward of data, momentum 0.6 above that of data, momentum 0.3',
          'free table in rounds: reward of data, momentum 0.3 above that of data, moving',
          'J0 increments: 10 rounds: reward',
        ],
      },
    },
  ),
  preset(
    'cycle',
    'Where preferences run in a circle',
    {
      world: { id: 'cycle' },
      runs: [
        dpo(0.1),
        { objective: 'ipo', knobs: { tau: 0.1 }, draws: { id: 'policy' } },
        {
          objective: 'sppo-soft',
          knobs: { eta: 2 },
          draws: { id: 'policy', params: { every: 100 } },
          judge: { id: 'matrix' },
          reference: { id: 'moving', params: { every: 100 } },
        },
      ],
    },
    {
      shows: { 'average-settles': [2], unsettled: [2], 'leaving-reference': [2] },
      often: { unsettled: { 0: 9 } },
      explanation: {
        of: 'average-settles',
        text: 'In a circle whatever SPPO turns to is beaten by the next answer, so that its policy swings from one to another; the average of its policies is much harder to beat. A reference that stands still keeps online IPO near a compromise.',
        facts: [
          'J2 self-play on a cycle, trained: SPPO: exploitability of the average',
          'J2 self-play on a cycle, trained: SPPO: mean exploitability of the second half above the average’s',
          'J2 self-play on a cycle, trained: IPO, policy: exploitability of the average',
        ],
      },
    },
  ),
  preset(
    'better-candidates',
    'Better candidates are not better questions',
    {
      ...onSentences(400),
      beta: 0.5,
      runs: [dpo(0.5), { ...dpo(0.5), draws: { id: 'rejection', params: { beta: 0.5 } } }],
    },
    {
      shows: { earns: [0, 1], 'leaving-reference': [0, 1] },
      explanation: {
        of: 'earns',
        text: 'Accepted answers are all good, so raters in doubt label them nearly by lot, and no pair says what is bad. Where the better answer always wins much of the harm is gone, and answers stay short.',
        facts: [
          'K2 sentences, raters in doubt: reward of sigmoid on π_ref’s answers above that on accepted ones',
          'K2 sentences, sure labels: sigmoid, accepted: words',
        ],
      },
    },
  ),
  preset(
    'own-judge',
    'Its own judge',
    {
      ...onSentences(900, 300),
      runs: [dice({ balanced: false }), dice({ balanced: true }), { ...dice({}), judge: { id: 'true' } }],
    },
    {
      shows: { longer: [0, 1], earns: [2] },
      often: { 'worse-judge': { 0: 7 } },
      explanation: {
        of: 'longer',
        text: 'A log-ratio learned from pairs likes long answers, so the best of many are long ones, and the next round makes them longer. Balancing lengths makes the judge right more often, but it still grows worse from round to round.',
        facts: [
          'J4 the model as its own judge: α = 0: length gap of the first round',
          'J4 the model as its own judge: first round: accuracy of the judge, α* less α = 0',
          'J4 the model as its own judge: α*: judgeAccuracy of the first round less that of the second',
        ],
      },
    },
  ),
  preset(
    'promise',
    'A promise that a small policy cannot keep',
    {
      world: { id: 'two-peaks', params: { safety: { bound: 0.5 } } },
      policy: { id: 'bump' },
      training: { steps: 1500, batch: 256, learningRate: 0.02 },
      runs: [
        dpo(1),
        { ...dpo(1), judge: { id: 'constrained' } },
        { ...dpo(1), judge: { id: 'tuned-models' } },
        { objective: 'primal-dual', knobs: { beta: 1 } },
      ],
    },
    {
      shows: { 'breaks-promise': [1, 2, 0], 'keeps-promise': [3], same: [1, 2] },
      explanation: {
        of: 'breaks-promise',
        text: 'λ* belongs to π_λ*, which one bump cannot be: a free table trained in the same way keeps the bound. A multiplier that moves with the training finds what this policy needs.',
        facts: ['I2 promise, one bump: λ*: E[g], last 300 steps', 'I2 promise, free table: λ*: E[g], last 300 steps'],
      },
    },
  ),
  preset(
    'unsafe-prompt',
    'An average that hides the unsafe prompt',
    {
      world: { id: 'sentences', params: { maxLength: 3, safety: { bound: -0.2 } } },
      policy: { id: 'table' },
      training: { steps: 1000, learningRate: 0.02 },
      runs: [rlExact, { ...rlExact, judge: { id: 'constrained' } }],
    },
    {
      shows: { 'keeps-promise': [1], 'breaks-promise': [0] },
      explanation: {
        of: 'keeps-promise',
        text: 'The bound is on the mean over prompts, and λ* keeps just that: where raters like the word it stays likely, and the other prompt makes up for it.',
        facts: [
          'I3 promise on sentences: exact: E[g] of π_λ* on the second prompt',
          'I3 promise on sentences: exact: E[g] of π_λ* less the bound',
        ],
      },
    },
  ),
  preset(
    'logged',
    'Greed without reach',
    {
      world: { id: 'cliff' },
      policy: { id: 'bump-width', params: { start: 0, width: 1.5 } },
      data: { pairs: 64, support: { low: -1, high: 1 }, labels: 'deterministic' },
      training: { steps: 2000, batch: 'all' },
      runs: [dpo(1), { objective: 'optidice', knobs: { alpha: 2 } }, { objective: 'optidice', knobs: { alpha: 0.1 } }],
    },
    {
      shows: { 'outside-data': [0], 'stays-near': [1], 'stopped-away': [2] },
      explanation: {
        of: 'outside-data',
        text: 'OptiDICE weighs what was logged, and α says how greedily; what was not logged weighs nothing at any α. DPO asks only which of two answers is better, and goes on past the last that anybody rated.',
        facts: [
          'K3 weighted imitation, one bump: α = 0.1: probability outside the data',
          'K3 weighted imitation, one bump: α = 2: probability outside the data',
        ],
      },
    },
  ),
];
