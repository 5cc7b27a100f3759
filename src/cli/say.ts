/** What can be said of a training, as `--say` prints it: the sentences of the page’s headline and all others. */
import { metricNames } from '../metrics';
import { appliesIn } from '../metrics/applies';
import type { Said } from '../observations/observer';
import { quantitiesIn, textOf, type YardstickName } from '../observations/sentence';
import { yardstick } from '../observations/yardsticks';
import type { Experiment } from '../settings/experiment';
import type { Start } from '../training/report';

const yardstickNames: readonly YardstickName[] = ['reference', 'optimum', 'ratersOptimum', 'familyBest'];

/** A line of JSON: the metrics of policies that nobody trained, those that follow from a policy alone. */
export const yardsticksLine = (experiment: Experiment, { world }: Start): string => {
  const ofPolicy = (name: YardstickName) =>
    metricNames.flatMap((metric) => {
      const value = appliesIn(world, metric) ? yardstick({ experiment, world }, metric, name) : Number.NaN;
      return Number.isNaN(value) ? [] : [[metric, value]];
    });
  return JSON.stringify({
    yardsticks: Object.fromEntries(yardstickNames.map((name) => [name, Object.fromEntries(ofPolicy(name))])),
  });
};

/** A line of JSON: each sentence with its runs, and its numbers with where each is to be found. */
export const saidLine = (step: number, said: readonly Said[]): string =>
  JSON.stringify({
    step,
    said: said.map(({ id, runs, sentence }) => ({
      id,
      runs,
      text: textOf(sentence),
      numbers: quantitiesIn(sentence).map(({ text, value, source }) => ({ text, value, ...source })),
    })),
  });
