/** A process that trains a part of a workload's runs, when it is asked to. */
import type { Experiment } from '../src/settings/experiment';
import { Float64Engine } from '../src/training/float64/engine';

export type Request =
  | { readonly kind: 'open'; readonly experiment: Experiment }
  | { readonly kind: 'advance'; readonly steps: number };
/** What was asked has been done. */
export type Answer = 'done';

let engine: Float64Engine | null = null;
process.on('message', (request: Request) => {
  if (request.kind === 'open') engine = new Float64Engine(request.experiment);
  else engine?.advance(request.steps);
  process.send?.('done' satisfies Answer);
});
