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

export const stageWords: Readonly<Record<StageId, StageWords>> = {
  sft: {
    heading: 'First the reference learns the corpus',
    running: (truth) =>
      `The policy family is fitted to ${corpusText(truth)}. What it becomes is frozen as π_ref, and every run starts there.`,
    done: (truth, { steps }) => {
      const { world, corpus } = truth;
      const kl = compactText(kullbackLeibler(corpus, world.logRef, world.responses.length));
      return `Reference: fine-tuned on ${corpusText(truth)} in ${steps} steps, KL from the corpus ${kl} nats.`;
    },
    name: 'Fine-tuning',
    missing: 'a reference',
    again: 'Fine-tune again',
    floor: ({ world, corpus }) => ({
      name: 'entropy of the source',
      value: entropy(corpus, world.responses.length),
    }),
  },
};
