/** What a reference learns when it is fine-tuned: responses, and how much each counts. */

import { placeOfLot, runningSums } from '../math/draw';
import { exp } from '../math/elementary';
import { Stream } from '../math/stream';
import type { World } from '../worlds/world';

/** Responses by flat index, and how much each counts; null where all count the same. */
export interface Text {
  readonly responses: Int32Array;
  /** Together 1. */
  readonly weights: Float64Array | null;
}

/** Every response, as often as it is to be expected. */
export const expectedText = ({ prompts }: World, logP: Float64Array): Text => ({
  responses: Int32Array.from(logP, (_, response) => response),
  weights: logP.map((value) => exp(value) / prompts.length),
});

/** `samples` responses to each prompt; `name` is that of the streams they are drawn from. */
export const drawnText = ({ logRef, prompts, responses }: World, samples: number, seed: number, name: string): Text => {
  const columns = responses.length;
  const corpus = new Int32Array(prompts.length * samples);
  prompts.forEach((_, prompt) => {
    const stream = Stream.named(seed, `${name}: prompt ${prompt}`);
    const start = prompt * columns;
    const sums = runningSums(logRef.subarray(start, start + columns).map(exp));
    for (let i = 0; i < samples; i++) corpus[prompt * samples + i] = start + placeOfLot(sums, stream.uniform());
  });
  return { responses: corpus, weights: null };
};

/** Share of the text that takes each choice, [M · V]: all that a full batch has to know of it. */
export const choiceShares = ({ tree }: World, { responses, weights }: Text): Float64Array => {
  const shares = new Float64Array(tree.nodes * tree.choices);
  responses.forEach((response, i) => {
    const weight = weights?.[i] ?? 1 / responses.length;
    for (const choice of tree.paths.subarray(response * tree.depth, (response + 1) * tree.depth)) {
      if (choice < 0) break;
      shares[choice] = (shares[choice] ?? 0) + weight;
    }
  });
  return shares;
};

/** The loss of a step of fine-tuning; throws where it is no finite number. */
export const finiteLoss = (loss: number, step: number): number => {
  if (Number.isFinite(loss)) return loss;
  throw new Error(
    `fine-tuning the reference left the finite numbers at step ${step}; a lower learning rate keeps it going`,
  );
};
