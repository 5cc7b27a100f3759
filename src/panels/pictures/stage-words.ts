/** What the page says of each stage before training, while it lasts and once it is over. */
import type { Floor } from '../../charts/stage-curve';
import type { Stage, StageId } from '../../experiment/stages';
import { entropy, kullbackLeibler } from '../../math/distribution';
import { compactText } from '../../settings/number-text';
import type { Truth } from './use-truth';

interface StageWords {
  readonly heading: string;
  /** What happens, while it lasts. */
  readonly running: (truth: Truth) => string;
  /** What came of it. */
  readonly done: (truth: Truth, stage: Stage) => string;
  /** What was cut short: "Fine-tuning was cancelled after …". */
  readonly name: string;
  /** What is missing then. */
  readonly missing: string;
  /** On the button that starts it again. */
  readonly again: string;
  readonly floor: (truth: Truth) => Floor | null;
}

const corpusText = ({ world: { fineTuning } }: Truth): string => `${fineTuning?.samples ?? 0} sentences a prompt`;

const sourceFloor: StageWords['floor'] = ({ world, corpus }) => ({
  name: 'entropy of the source',
  value: entropy(corpus, world.responses.length),
});

const klFromCorpus = ({ world, corpus }: Truth, logP: Float64Array): string =>
  compactText(kullbackLeibler(corpus, logP, world.responses.length));

export const stageWords: Readonly<Record<StageId, StageWords>> = {
  base: {
    heading: 'First a base model learns to write',
    running: ({ world: { fineTuning } }) =>
      `The policy family is fitted to a mixture: ${compactText(fineTuning?.base?.share ?? 0)} of it is the corpus, the rest words picked at random. Fine-tuning starts from there.`,
    done: (_, { steps }) => `Base model: fitted to a mixture in ${steps} steps.`,
    name: 'The base model',
    missing: 'it',
    again: 'Fit it again',
    floor: ({ world }) => {
      const logP = world.fineTuning?.base?.logP;
      return logP === undefined
        ? null
        : { name: 'entropy of the mixture', value: entropy(logP, world.responses.length) };
    },
  },
  sft: {
    heading: 'First the reference learns the corpus',
    running: (truth) =>
      `The policy family is fitted to ${corpusText(truth)}. What it becomes is frozen as π_ref, and every run starts there.`,
    done: (truth, { steps }) => {
      const kl = klFromCorpus(truth, truth.world.logRef);
      return `Reference: fine-tuned on ${corpusText(truth)} in ${steps} steps, KL from the corpus ${kl} nats.`;
    },
    name: 'Fine-tuning',
    missing: 'a reference',
    again: 'Fine-tune again',
    floor: sourceFloor,
  },
  'reward-model': {
    heading: 'A reward model is fitted to the labels',
    running: () => 'What the raters prefer in the pairs is all that it sees. Runs judged by it see nothing else.',
    done: (_, { steps }) => `Reward model: fitted to the labels in ${steps} steps.`,
    name: 'The reward model',
    missing: 'it',
    again: 'Fit it again',
    floor: () => null,
  },
  'sft-2': {
    heading: 'Then a second reference learns a corpus of its own',
    running: (truth) =>
      `From the same start the family is fitted to another ${corpusText(truth)}. Runs can be tied to it, or to a soup of the two.`,
    done: (truth, { steps }) => {
      const second = truth.world.second?.logRef;
      const kl = second === undefined ? '' : `, KL from the corpus ${klFromCorpus(truth, second)} nats`;
      return `Second reference: fine-tuned on another ${corpusText(truth)} in ${steps} steps${kl}.`;
    },
    name: 'The second fine-tuning',
    missing: 'the second reference',
    again: 'Fine-tune again',
    floor: sourceFloor,
  },
};
