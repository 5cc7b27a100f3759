/** How well a run judges its own answers, on the pairs of the best and the worst that it judged last. */
import { ingredientOf } from '../methods/ingredients';
import type { Run } from '../settings/experiment';
import { ofEngine, ofRun, type RunReading } from './metric';

const picksEnds = (run: Run): boolean => ingredientOf(run, 'draws').id === 'best-worst';

/** The mean over pairs of the best and the worst answer; NaN where none were judged. */
const meanOver = ({ ownPairs }: RunReading, of: (best: number, worst: number) => number): number => {
  if (ownPairs === null) return Number.NaN;
  const pairs = ownPairs.length / 2;
  let sum = 0;
  for (let i = 0; i < pairs; i++) sum += of(ownPairs[2 * i] ?? 0, ownPairs[2 * i + 1] ?? 0);
  return sum / pairs;
};

const rewardOf = ({ world }: RunReading, answer: number): number => world.reward[answer] ?? Number.NaN;

export const judgeAccuracy = ofRun({
  label: 'Judge is right',
  unit: 'share',
  meaning: 'Of the pairs of the round, the share whose best answer has the larger true reward.',
  usual: true,
  appliesToRun: picksEnds,
  of: (reading) => meanOver(reading, (best, worst) => Number(rewardOf(reading, best) > rewardOf(reading, worst))),
});

export const lengthGap = ofRun({
  label: 'Length gap',
  unit: 'words',
  meaning: 'Mean length of the best answers of the round less that of the worst.',
  appliesTo: ({ geometry }) => geometry.kind === 'sentences',
  appliesToRun: picksEnds,
  of: (reading) =>
    meanOver(reading, (best, worst) => (reading.world.lengths[best] ?? 0) - (reading.world.lengths[worst] ?? 0)),
});

export const lengthPrice = ofEngine({
  label: 'Price of a word',
  unit: 'α, nats',
  meaning: 'What a run that judges itself takes off the score of an answer for each of its words.',
  appliesTo: ({ geometry }) => geometry.kind === 'sentences',
  appliesToRun: (run) => ingredientOf(run, 'judge').id === 'implicit',
});
