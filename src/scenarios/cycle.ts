/** Scenario J2, trained: on a circle of preferences the last policy goes round, while the average finds the middle. */
import type { Choice, Run } from '../settings/experiment';
import { curve } from './curves';
import type { Settings } from './scenario';
import { above, below, between, type Fact, type Scenario, type Trained, trial } from './scenario';

const settings: Settings = {
  world: { id: 'cycle' },
  policy: { id: 'table' },
  data: { candidates: 9 },
  training: { steps: 3000, batch: 64, learningRate: 0.02 },
};

const dpo: Run = { objective: 'dpo', knobs: { beta: 0.1 } };
const ipo: Run = { objective: 'ipo', knobs: { tau: 0.1 } };
const fromItself = (every: number): Choice => ({ id: 'policy', params: { every } });
const sppo = (eta: number): Run => ({
  objective: 'sppo-soft',
  knobs: { eta },
  draws: fromItself(100),
  judge: { id: 'matrix', params: {} },
  reference: { id: 'moving', params: { every: 100 } },
});

/** Exploitability of the mean policy over all steps. */
const ofAverage =
  <Label extends string>(label: Label) =>
  (trained: Trained<Label>): number =>
    curve(trained, label, 'averageExploitability').at(-1) ?? Number.NaN;

/** Mean exploitability of the single policies over the second half of the steps. */
const ofEach =
  <Label extends string>(label: Label) =>
  (trained: Trained<Label>): number => {
    const values = curve(trained, label, 'exploitability');
    const half = values.slice(Math.floor(values.length / 2));
    return half.reduce((sum, value) => sum + value, 0) / half.length;
  };

const average = <Label extends string>(label: Label, wanted: Fact['wanted']): Fact<Label> => ({
  words: `${label}: exploitability of the average`,
  wanted,
  holdsFor: 'each seed',
  measure: ofAverage(label),
});

const trained = trial({
  id: 'J2 self-play on a cycle, trained',
  settings,
  every: 10,
  runs: {
    'DPO, data': dpo,
    'IPO, data': ipo,
    'IPO, policy': { ...ipo, draws: fromItself(1) },
    SPPO: sppo(2),
  },
  facts: [
    average('SPPO', below(0.045)),
    {
      words: 'SPPO: mean exploitability of the second half above the average’s',
      wanted: above(0),
      holdsFor: 'each seed',
      measure: (seen) => ofEach('SPPO')(seen) - ofAverage('SPPO')(seen),
    },
    average('IPO, policy', between(0.042, 0.056)),
    average('DPO, data', above(0.045)),
    {
      words: 'exploitability of SPPO’s average below that of IPO’s on data',
      wanted: below(0),
      holdsFor: 'each seed',
      measure: (seen) => ofAverage('SPPO')(seen) - ofAverage('IPO, data')(seen),
    },
  ],
});

export const selfPlayOnACycle: Scenario = {
  id: 'J2',
  title: 'Self-play on a cycle: the last policy and the average',
  trials: [trained],
};
