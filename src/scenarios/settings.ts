/** The constants that the scenarios share, as an experiment says them: what is left out is at its default. */
import type { FieldValues } from '../experiment/fields';
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
