/** A fine-tuned reference as plain numbers, the corpus it learns, and what a fine-tuning under way can do. */
import { logNormalise } from '../math/distribution';
import { placeOfLot, runningSums } from '../math/draw';
import { Stream } from '../math/stream';
import type { World } from '../worlds/world';
import type { Numbers } from './numbers';

/** A fine-tuned reference, frozen. */
export interface Reference {
  /** θ [D] of the policy family of the experiment. */
  readonly theta: Numbers;
  /** log π_ref of each choice, [M · V], −∞ where it may not be taken; and of each response, [N]. */
  readonly choiceLogRef: Float64Array;
  readonly logRef: Float64Array;
  /** Negative log-likelihood of the corpus in nats a response, after each step. */
  readonly losses: Float64Array;
}

/** One fine-tuning under way. */
export interface FineTuner {
  readonly steps: number;
  readonly losses: Float64Array;
  readonly isDone: boolean;
  /** Takes up to `count` steps; rejects when their losses leave the finite numbers. */
  readonly advance: (count: number) => Promise<void>;
  /** The reference as it stands. */
  readonly reference: () => Promise<Reference>;
  readonly dispose: () => void;
}

/** The world with a fine-tuned reference in place of its corpus. */
export const withReference = (world: World, { choiceLogRef, logRef }: Reference): World => ({
  ...world,
  choiceLogRef,
  logRef,
});

/** Flat indices of `samples` responses to each prompt. */
export const drawCorpus = ({ logRef, prompts, responses }: World, samples: number, seed: number): Int32Array => {
  const columns = responses.length;
  const corpus = new Int32Array(prompts.length * samples);
  prompts.forEach((_, prompt) => {
    const stream = Stream.named(seed, `corpus: prompt ${prompt}`);
    const start = prompt * columns;
    const sums = runningSums(logRef.subarray(start, start + columns).map(Math.exp));
    for (let i = 0; i < samples; i++) corpus[prompt * samples + i] = start + placeOfLot(sums, stream.uniform());
  });
  return corpus;
};

/** Share of the corpus that takes each choice, [M · V]: all that a full batch has to know of it. */
export const choiceShares = ({ tree }: World, corpus: Int32Array): Float64Array => {
  const shares = new Float64Array(tree.nodes * tree.choices);
  for (const response of corpus) {
    for (const choice of tree.paths.subarray(response * tree.depth, (response + 1) * tree.depth)) {
      if (choice < 0) break;
      shares[choice] = (shares[choice] ?? 0) + 1 / corpus.length;
    }
  }
  return shares;
};

/** The next loss of a fine-tuning; throws where it is no finite number. */
export const finiteLoss = (loss: number, step: number): number => {
  if (Number.isFinite(loss)) return loss;
  throw new Error(
    `fine-tuning the reference left the finite numbers at step ${step}; a lower learning rate keeps it going`,
  );
};

/** log π of each choice in float64 from logits [M · V] of all nodes; −∞ where a choice may not be taken. */
export const choiceLogProbabilities = ({ tree }: World, logits: ArrayLike<number>): Float64Array => {
  const masked = new Float64Array(logits);
  for (let i = 0; i < masked.length; i++) if (tree.allowed[i] === 0) masked[i] = Number.NEGATIVE_INFINITY;
  return logNormalise(masked, tree.choices);
};
