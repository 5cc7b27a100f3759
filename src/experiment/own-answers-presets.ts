/** Lessons on learning from one's own answers: who draws them, what is never drawn, and what a loss makes of them. */
import { openingLesson } from './opening';
import { type Preset, definePreset as preset } from './preset';
import { dpo } from './preset-runs';

const own = { id: 'policy' };
const ofPolicy = (objective: string, knobs: Readonly<Record<string, unknown>> = {}) => ({
  objective,
  knobs: { beta: 1, ...knobs },
});

const ownProblem = {
  ...openingLesson,
  policy: { id: 'bump', params: { start: 0.3 } },
  data: { candidates: 16 },
  training: { steps: 1500, batch: 16, learningRate: 0.01 },
};

const far = 0.25;
/** The better peak lies where the reference almost never draws. */
const farPeak = {
  world: {
    id: 'two-peaks',
    params: {
      peaks: [
        { at: -1, height: 2, width: 0.7 },
        { at: 4.5, height: 5, width: 0.5 },
      ],
      referenceWidth: 1,
    },
  },
  policy: { id: 'table' },
  beta: far,
};
const training = { steps: 1500, batch: 64, learningRate: 0.05 };
const xpo = (alpha: number) => ({ objective: 'xpo', knobs: { beta: far, alpha } });

export const ownAnswersPresets: readonly Preset[] = [
  preset(
    'who-draws',
    'Who draws matters more than which loss',
    { ...openingLesson, runs: [dpo(1), { ...dpo(1), draws: own }, ofPolicy('rl-exact')] },
    {
      shows: { valley: [0], 'on-peak': [1, 2] },
      explanation: {
        of: 'valley',
        text: 'Both DPO runs have one loss. Asked about the reference’s answers it must rank both peaks and stays between them; asked about its own it only ever compares what is near, and climbs.',
        facts: ['one bump in rounds: data, π_ref: position', 'one bump in rounds: online-dpo: position'],
      },
    },
  ),
  preset(
    'one-gradient',
    'One gradient in many coats',
    {
      ...ownProblem,
      runs: ['reinforce', 'ppo', 'p3o', 'rl-exact', 'grpo'].map((objective) => ofPolicy(objective)),
    },
    {
      shows: { 'on-peak': [0, 1, 2, 3] },
      often: { same: { 0: 9, 1: 9, 2: 9, 3: 9 } },
      explanation: {
        of: 'on-peak',
        text: 'Clipping, pairs and baselines change how noisy the road is, not where it leads. GRPO divides by its group’s spread and pulls by the KL the other way round, which is another problem.',
        facts: [
          'bump, REINFORCE: REINFORCE: shortfall in %',
          'bump, PPO and APA: PPO: shortfall in %',
          'bump, P3O: P3O, separate: shortfall in %',
          'bump, GRPO: GRPO: shortfall in %',
        ],
      },
    },
  ),
  preset(
    'elsewhere',
    'Two coats that lead elsewhere',
    {
      ...ownProblem,
      runs: [
        ofPolicy('rl-exact'),
        ofPolicy('reinforce', { kl: 'loss', estimator: 'k2' }),
        ofPolicy('reinforce', { kl: 'loss', estimator: 'k3' }),
        ofPolicy('grpo', { scale: 'none' }),
        ofPolicy('grpo'),
      ],
    },
    {
      shows: { 'on-peak': [0, 1] },
      explanation: {
        of: 'on-peak',
        text: 'As a term of the loss, k2 has the gradient of KL(π‖π_ref) and k3 that of KL(π_ref‖π), which is another problem. Dividing by the group’s spread, as GRPO does, changes the size of the reward and so the effective β.',
        facts: [
          'bump, KL in the loss: k2: shortfall in %',
          'bump, KL in the loss: k3: shortfall in %',
          'bump, GRPO: GRPO: shortfall in %',
        ],
      },
    },
  ),
  preset(
    'never-sampled',
    'What is never sampled is never learned',
    {
      ...farPeak,
      training,
      runs: [{ ...dpo(far), draws: own }, xpo(0.001), { objective: 'rl-exact', knobs: { beta: far } }],
    },
    {
      shows: { 'on-peak': [0], 'outside-data': [1, 2], 'reached-optimum': [2] },
      explanation: {
        of: 'on-peak',
        text: 'Online DPO compares only what it draws, and the better peak is so far out that it is hardly ever drawn. XPO’s bonus finds it through Adam: what is never drawn gets a tiny push of one sign, which Adam makes a large one.',
        facts: [
          'a far peak, pairs: online DPO: most mass ever near the far peak',
          'a far peak, pairs: XPO α = 1e-3: most mass ever near the far peak',
          'a far peak, gradient descent: XPO α = 1e-3: most mass ever near the far peak',
        ],
      },
    },
  ),
  preset(
    'larger-epsilon',
    'The ε behind a bonus',
    {
      ...farPeak,
      training: { ...training, epsilon: 1e-6 },
      runs: [xpo(0.001), xpo(0.01), { objective: 'rl-exact', knobs: { beta: far } }],
    },
    {
      shows: { 'on-peak': [0, 1] },
      explanation: {
        of: 'on-peak',
        text: 'Adam divides each gradient by its own size, but never by less than ε. At 1e−6 the tiny pushes of XPO’s bonus on what is never drawn stay tiny, and nothing is found; at the usual 1e−8 they become whole steps.',
        facts: [
          'a far peak, Adam’s ε 1e-6: XPO α = 1e-3: most mass ever near the far peak',
          'a far peak, Adam’s ε 1e-6: XPO α = 0.01: most mass ever near the far peak',
          'a far peak, pairs: XPO α = 1e-3: most mass ever near the far peak',
        ],
      },
    },
  ),
];
