/** The constants that the scenarios share, as an experiment says them: what is left out is at its default. */
import type { FieldValues } from '../settings/fields';
import type { Settings } from './scenario';

/** Two peaks: 256 fresh groups of K candidates a step, Bradley–Terry labels, Adam 0.02. */
export const twoPeaksSettings = (policy: string, candidates: number, steps = 1500): Settings => ({
  world: { id: 'two-peaks' },
  policy: { id: policy },
  data: { candidates },
  training: { steps, batch: 256, learningRate: 0.02 },
});

/** Cliff: 64 pairs from the middle of the reference, the larger reward always chosen; all of them each step. */
export const cliffSettings = (policy: string, params: FieldValues = {}): Settings => ({
  world: { id: 'cliff' },
  policy: { id: policy, params },
  data: { pairs: 64, support: { low: -1, high: 1 }, labels: 'deterministic' },
  training: { steps: 2000, batch: 'all', learningRate: 0.02 },
});

/** Sentences: 128 pairs from the fine-tuned reference, all of them each step. */
export const sentencesSettings = (
  changes: { readonly params?: FieldValues; readonly data?: Settings['data']; readonly steps?: number } = {},
): Settings => ({
  world: { id: 'sentences', ...(changes.params === undefined ? {} : { params: changes.params }) },
  policy: { id: 'autoregressive-mlp' },
  data: { pairs: 128, ...changes.data },
  training: { steps: changes.steps ?? 1000, batch: 'all', learningRate: 0.001 },
});

/** How often sentences are measured; what happens in between is interpolated. */
export const sentencesEvery = 25;

/** Triangle: the world's own pairs, all of them each step of plain gradient descent. */
export const triangleSettings = (
  params: FieldValues = {},
  { policy = 'log-linear', steps = 2000 }: { readonly policy?: string; readonly steps?: number } = {},
): Settings => ({
  world: { id: 'triangle', params },
  policy: { id: policy },
  data: { pairs: 'given' },
  training: { steps, batch: 'all', learningRate: 0.5, optimizer: 'gradient-descent' },
});
