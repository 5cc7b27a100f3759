/** Scenario E, three answers on a triangle: pushing one refusal down can push the other down too and lift consent. */

import { Stream } from '../math/stream';
import type { Run } from '../settings/experiment';
import type { FieldValues } from '../settings/fields';
import { above, between, type Fact, type Scenario, trial, within } from './scenario';
import { triangleSettings } from './settings';

const dpo: Run = { objective: 'dpo', knobs: { beta: 1 } };
const minorDpo: Run = { objective: 'minor-dpo', knobs: { beta: 1 } };
const dpoWithNll: Run = { objective: 'dpo', knobs: { beta: 1, nll: 0.1 } };

/** No ≻ Never, and with it No ≻ Yes. */
const twoPairs: FieldValues = {
  pairs: [
    { prompt: 0, chosen: 0, rejected: 1 },
    { prompt: 0, chosen: 0, rejected: 2 },
  ],
};

const share = <Label extends string>(label: Label, answer: string, wanted: Fact['wanted']): Fact<Label> => ({
  words: `${label}: p(${answer})`,
  wanted,
  holdsFor: 'each seed',
  measure: ({ probability }) => probability(label, answer),
});

const onePair = trial({
  id: 'E one pair',
  settings: triangleSettings(),
  runs: {
    DPO: dpo,
    MinorDPO: minorDpo,
    'AlphaPO α = −1': { objective: 'alphapo', knobs: { alpha: -1, beta: 2, gamma: 0 } },
    'DPO + 0.1 NLL': dpoWithNll,
    'IPO τ = 0.25': { objective: 'ipo', knobs: { tau: 0.25 } },
  },
  facts: [
    share('DPO', 'Yes', above(0.9)),
    share('MinorDPO', 'No', above(0.9)),
    share('AlphaPO α = −1', 'No', above(0.9)),
    share('DPO + 0.1 NLL', 'No', above(0.9)),
    share('IPO τ = 0.25', 'No', within(0.002, 0.3601)),
    share('IPO τ = 0.25', 'Never', within(0.002, 0.0487)),
    share('IPO τ = 0.25', 'Yes', within(0.002, 0.5912)),
  ],
});

/** p(No) rises while Never is likelier than Yes, and only falls after that: its highest value comes early. */
const rise = trial({
  id: 'E rise before the fall',
  settings: triangleSettings({}, { steps: 100 }),
  every: 1,
  runs: { DPO: dpo },
  facts: [
    {
      words: 'DPO: p(No) at its highest',
      wanted: between(0.45, 0.53),
      holdsFor: 'each seed',
      measure: ({ steps, probability }) => Math.max(...steps.map((step) => probability('DPO', 'No', step))),
    },
  ],
});

const secondPair = trial({
  id: 'E second pair',
  settings: triangleSettings(twoPairs),
  runs: { DPO: dpo },
  facts: [share('DPO', 'No', above(0.9))],
});

const table = trial({
  id: 'E table',
  settings: triangleSettings({}, { policy: 'table' }),
  runs: { DPO: dpo },
  facts: [share('DPO', 'No', above(0.95))],
});

/** A standard normal number (Box and Muller). */
const normal = (stream: Stream): number =>
  Math.sqrt(-2 * Math.log(1 - stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform());

/** The world with features moved by 0.1 N and π_ref multiplied by e^(0.3 N), the same for a seed every time. */
const jittered = (seed: number): FieldValues => {
  const stream = Stream.named(seed, 'jitter');
  const moved = (value: number): number => value + 0.1 * normal(stream);
  const features = [
    { x: 1, y: 0 },
    { x: 2, y: 0 },
    { x: 0, y: 1 },
  ].map(({ x, y }) => ({ x: moved(x), y: moved(y) }));
  const shares = [0.45, 0.45, 0.1].map((p) => p * Math.exp(0.3 * normal(stream)));
  const total = shares.reduce((sum, p) => sum + p, 0);
  return { features, reference: shares.map((p) => ({ p: p / total })) };
};

const jitteredOnePair = trial({
  id: 'E jittered, one pair',
  settings: (seed) => triangleSettings(jittered(seed)),
  runs: { DPO: dpo, MinorDPO: minorDpo, 'DPO + 0.1 NLL': dpoWithNll },
  facts: [
    share('DPO', 'Yes', above(0.9)),
    share('MinorDPO', 'No', above(0.9)),
    share('DPO + 0.1 NLL', 'No', above(0.9)),
  ],
});

const jitteredSecondPair = trial({
  id: 'E jittered, second pair',
  settings: (seed) => triangleSettings({ ...jittered(seed), ...twoPairs }),
  runs: { DPO: dpo },
  facts: [share('DPO', 'No', above(0.9))],
});

export const triangle: Scenario = {
  id: 'E',
  title: 'Triangle: a refusal preferred over a harsher refusal',
  trials: [onePair, rise, secondPair, table, jitteredOnePair, jitteredSecondPair],
};
