/** The reference an experiment asks for: the world's own, or one that is fine-tuned first and then kept by its settings. */

import { workOf } from '../experiment/work';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';
import type { Reference } from './fine-tuned';
import { currentTensors } from './tensors';
import type { Backend } from './trainer';
import { worldOf } from './world-of';

/** Everything a fine-tuned reference depends on. The corpus follows from the sizes of the world of this id. */
const keyOf = ({ world: { id }, policy, seed }: Experiment, { prompts, responses, tree, fineTuning }: World): string =>
  JSON.stringify([id, prompts.length, responses.length, tree.choices, tree.depth, fineTuning, policy, seed]);

/** How many references are kept: a few steps back and forth between settings. */
const most = 12;
/** Steps between looks at `onProgress`: no more than `most`, and fewer where they take longer than so many milliseconds. */
const chunk = { most: 10, milliseconds: 40 } as const;

const stepsAtOnce = (experiment: Experiment): number =>
  Math.max(1, Math.min(chunk.most, Math.floor(chunk.milliseconds / workOf(experiment).fineTuningStep)));

/** Called every few steps with the losses so far; fine-tuning is given up when it answers false. */
export type OnProgress = (losses: Float64Array, steps: number) => boolean | Promise<boolean>;

/** Fine-tuned references by their settings, so that a slider does not train one again. */
export class References {
  readonly #known = new Map<string, Reference>();

  /**
   * The reference for this experiment, fine-tuned on this backend, or with the current tensors, unless it is known; null
   * where the world has one of its own; 'cancelled' where `onProgress` said so.
   */
  async prepare(
    experiment: Experiment,
    onProgress: OnProgress = () => true,
    backend?: Backend,
  ): Promise<Reference | null | 'cancelled'> {
    const world = worldOf(experiment);
    if (world.fineTuning === null) return null;
    const key = keyOf(experiment, world);
    const known = this.#known.get(key);
    if (known !== undefined) {
      // Nobody waits for it now, but its curve can still be shown.
      return (await onProgress(known.losses, known.losses.length)) ? known : 'cancelled';
    }
    const steps = stepsAtOnce(experiment);
    const tuner = (backend ?? (await currentTensors())).fineTuner(experiment, world, world.fineTuning);
    try {
      while (!tuner.isDone) {
        await tuner.advance(steps);
        if (!(await onProgress(tuner.losses, tuner.steps))) return 'cancelled';
      }
      const reference = await tuner.reference();
      this.#known.set(key, reference);
      const [oldest] = this.#known.keys();
      if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
      return reference;
    } finally {
      tuner.dispose();
    }
  }
}
