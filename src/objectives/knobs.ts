/** Knobs that many objectives share, each with the meaning it has there. */
import { knob, type NumberField, optionalKnob } from '../settings/fields';

interface BetaOptions {
  readonly default?: number;
  readonly low?: number;
}

/** β as the strength of the KL to the reference: DPO's convention. */
export const referenceBeta = (options: BetaOptions = {}): NumberField =>
  knob({
    default: options.default ?? 0.1,
    range: [options.low ?? 0.01, 10],
    scale: 'log',
    tex: '\\beta',
    higher: 'stays closer to the reference',
  });

/** β as a scale on log-probabilities, with no reference to stay close to: SimPO's convention. */
export const rewardScaleBeta = (initial: number): NumberField =>
  knob({
    default: initial,
    range: [0.01, 20],
    scale: 'log',
    tex: '\\beta',
    higher: 'lets a smaller gap in log-probability do (no KL strength)',
  });

/** γ as the absolute margin inside the logistic, not γ/β. */
export const rewardMargin = (initial: number): NumberField =>
  knob({ default: initial, range: [0, 5], tex: '\\gamma', higher: 'asks for a larger reward margin' });

/** ε of cDPO; absent, the plain logistic loss. */
export const labelSmoothing = optionalKnob({
  default: 0.1,
  range: [0, 0.49],
  label: 'label smoothing',
  tex: '\\varepsilon',
  higher: 'trusts the labels less (cDPO)',
});

/** β_π and β_r of EXO's groupwise losses. */
export const groupBetas = {
  betaPolicy: knob({
    default: 1,
    range: [0.01, 10],
    scale: 'log',
    label: 'β of the policy',
    tex: '\\beta_\\pi',
    higher: 'stays closer to the reference',
  }),
  betaReward: knob({
    default: 1,
    range: [0.01, 10],
    scale: 'log',
    label: 'β of the reward',
    tex: '\\beta_r',
    higher: 'softens the reward’s preference',
  }),
} as const;
