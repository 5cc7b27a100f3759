/** Lessons on sentences: where the probability of chosen answers goes, and how long answers become. */
import { type Preset, definePreset as preset } from './preset';
import { alphapo, dpo, ipo, minorDpo, simpo } from './preset-runs';

const orpo = { objective: 'orpo', knobs: { lambda: 1 } };

export const sentencesPresets: readonly Preset[] = [
  preset(
    'falling-chosen',
    'Why does the chosen answer fall?',
    { world: { id: 'sentences' } },
    {
      shows: { displaced: [0, 1, 2, 3], 'keeps-chosen': [4, 5, 6, 7] },
      often: { 'outside-data': { 0: 7, 1: 9, 2: 10, 3: 9 } },
      explanation: {
        of: 'displaced',
        text: 'The loss asks only that the gap widen, and all sentences share the policy’s weights: pushing the rejected answer down takes the chosen one along.',
        facts: [
          'B1 displacement: DPO β = 0.1: change of log π(y_w)',
          'B1 displacement: DPO β = 0.1: least growth of the margin in 25 steps',
          'B1 displacement: DPO β = 0.1: rejectedMass',
        ],
      },
    },
  ),
  preset(
    'cures',
    'What keeps the chosen answer up',
    {
      world: { id: 'sentences' },
      runs: [
        dpo(0.1),
        { objective: 'rpo', knobs: { beta: 0.1, eta: 1 } },
        dpo(0.1, { nll: 0.1 }),
        minorDpo(0.1),
        { objective: 'dpop', knobs: { beta: 0.1, lambda: 5 } },
        orpo,
      ],
    },
    {
      shows: { displaced: [0], 'keeps-chosen': [1, 2, 3, 4, 5] },
      explanation: {
        of: 'keeps-chosen',
        text: 'Each cure asks for more than a gap: a term for the likelihood of the chosen answer, or no push on a rejected one that is low already.',
        facts: [
          'B3 cures: RPO η = 1: change of log π(y_w), above DPO’s',
          'B3 cures: MinorDPO: change of log π(y_w), above DPO’s',
          'B3 cures: DPOP λ = 5: change of log π(y_w), above DPO’s',
          'B3 cures: DPO + 0.1 NLL: change of log π(y_w), above DPO’s',
        ],
      },
    },
  ),
  preset(
    'falling-by-alpha',
    'Which α lets the chosen answer fall?',
    {
      world: { id: 'sentences' },
      runs: [...[-1, -0.5, 0.25, 0.5, 1].map((alpha) => alphapo(alpha, 2.5, 0.25)), simpo(2.5, 0.25)],
    },
    {
      shows: { displaced: [2, 3, 5], 'keeps-chosen': [0, 1] },
      often: { displaced: { 4: 6 } },
      explanation: {
        of: 'displaced',
        text: 'A negative α stops pushing a rejected answer that is unlikely already; a positive one pushes it hardest. AlphaPO’s paper, with language models, prefers a small positive α.',
        facts: [
          'B2 shapes of the reward: α = −1: change of log π(y_w)',
          'B2 shapes of the reward: α = −0.5: change of log π(y_w)',
          'B2 shapes of the reward: α = 0.25: change of log π(y_w)',
        ],
      },
    },
  ),
  preset(
    'short-answers',
    'Raters saw only short answers',
    {
      world: { id: 'sentences', params: { lengthPenalty: { after: 3, perToken: 1 } } },
      data: { support: { maxLength: 3 } },
      runs: [dpo(1), ipo(0.1), alphapo(-1, 2.5, 0.25), dpo(0.1, { nll: 0.1 })],
    },
    {
      shows: { 'over-optimised': [0, 1], 'stays-short': [2, 3] },
      explanation: {
        of: 'over-optimised',
        text: 'Longer answers are truly worse, which no pair shows: what is learned from short ones carries over to them unchecked.',
        facts: [
          'B4 raters saw only short answers: DPO β = 1: reward, peak less end',
          'B4 raters saw only short answers: IPO τ = 0.1: reward, peak less end',
        ],
      },
    },
  ),
  preset(
    'length',
    'Raters like length',
    {
      world: { id: 'sentences', params: { lengthBonus: 0.5 } },
      runs: [dpo(0.1), simpo(2.5, 0.25), alphapo(-1, 2.5, 0.25), dpo(0.1, { nll: 0.1 }), orpo],
    },
    {
      shows: { longer: [0, 1], 'stays-short': [3, 4] },
      often: { 'stays-short': { 2: 9 } },
      explanation: {
        of: 'longer',
        text: 'Raters like every further word, but that is not all: displaced probability makes answers longer even without the bonus, as most sentences are long.',
        facts: [
          'B5 length: DPO β = 0.1: words',
          'B2 shapes of the reward: α = 0 (SimPO): words',
          'B2 shapes of the reward: α = −1: words',
        ],
      },
    },
  ),
];
