/** Lessons on two peaks: one, several, or the valley between, by objective and capacity. */
import { openingLesson } from './opening';
import { type Preset, definePreset as preset } from './preset';
import { alphapo, simpo } from './preset-runs';

const exactRl = { objective: 'rl-exact', knobs: { beta: 1 } };
const fDpo = (divergence: string) => ({ objective: 'f-dpo', knobs: { beta: 1, divergence, alpha: 0.5 } });

export const twoPeaksPresets: readonly Preset[] = [
  preset('mode-or-mean', 'Mode or mean?', openingLesson, {
    shows: { valley: [0], 'on-peak': [1, 2] },
    explanation: {
      of: 'valley',
      text: 'One narrow bump cannot cover both peaks. DPO’s log-loss weighs the worst-ranked pairs most, so it settles where none is ranked badly: in the middle; EXO and exact RL give one peak up.',
      facts: [
        'fixed bump, K = 2: DPO: mass within 1.3 of the valley',
        'fixed bump, K = 4: DPO-rw K = 4: mass within 1.3 of the valley',
        'fixed bump, K = 4: EXO-rw K = 4: position',
      ],
    },
  }),
  preset(
    'two-bumps',
    'A little more room: two bumps',
    { ...openingLesson, policy: { id: 'two-bumps' } },
    {
      shows: { 'covers-peaks': [0, 1, 2], earns: [0, 2], widest: [0] },
      explanation: {
        of: 'covers-peaks',
        text: 'With a bump for each peak no run has to give one up. What is left of the difference is a matter of degree.',
        facts: ['two bumps, K = 4: DPO: reward', 'two bumps, K = 4: EXO-rw K = 4: reward'],
      },
    },
  ),
  preset(
    'free-table',
    'All the room: a free table',
    { ...openingLesson, policy: { id: 'table' }, training: { steps: 2000 } },
    {
      shows: { 'reached-optimum': [0, 1, 2] },
      explanation: {
        of: 'reached-optimum',
        text: 'These three losses have one optimum, and a free number for every response can reach it: what set them apart was a policy too small for it.',
        facts: ['free table, K = 4: DPO: KL(π‖π*)', 'free table, K = 4: EXO-rw K = 4: KL(π‖π*)'],
      },
    },
  ),
  preset(
    'divergences',
    'Does the divergence choose the side?',
    { runs: [...['reverse-kl', 'forward-kl', 'js', 'alpha'].map(fDpo), exactRl] },
    {
      shows: { valley: [0, 1, 2, 3], 'on-peak': [4] },
      explanation: {
        of: 'valley',
        text: 'f-DPO’s divergence is the one to π_ref, not the one to π*: it changes what staying close means, and not on which side a small policy settles.',
        facts: [
          'fixed bump, K = 2: f-DPO, forward KL: position',
          'fixed bump, K = 2: f-DPO, Jensen–Shannon: position',
          'fixed bump, K = 2: f-DPO, α = 0.5: position',
        ],
      },
    },
  ),
  preset(
    'reward-shape',
    'SimPO and the α of AlphaPO',
    { runs: [simpo(1, 0), alphapo(-1), alphapo(0.25), alphapo(1)] },
    {
      shows: { valley: [0, 2, 3], 'on-peak': [1] },
      explanation: {
        of: 'on-peak',
        text: 'A negative α bounds what one badly ranked pair can cost, so the policy may give pairs up and take a peak. AlphaPO’s paper, with language models, prefers a small positive α.',
        facts: ['fixed bump, K = 2: SimPO: position', 'lesson reward-shape: AlphaPO (α −1): on-peak'],
      },
    },
  ),
];
