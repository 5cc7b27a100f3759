/** Goes through the stages that an experiment needs before it can train, and keeps what they make by its settings. */

import { type StageId, type StageProgress, stagesOf } from '../experiment/stages';
import { workOf } from '../experiment/work';
import type { Experiment } from '../settings/experiment';
import type { FineTuning, World } from '../worlds/world';
import { policyOf, worldOf } from './built';
import { FineTuner } from './fine-tuning';
import { type Groundwork, noGroundwork, type Reference } from './groundwork';
import { StageResults } from './stage-results';

/** Called every few steps of a stage; all is given up when it answers false. */
export type OnStage = (progress: StageProgress) => boolean | Promise<boolean>;

/** Everything a fine-tuned reference depends on. The corpus follows from the sizes of the world of this id. */
const keyOf = ({ world: { id }, policy, seed }: Experiment, { prompts, responses, tree, fineTuning }: World): string =>
  JSON.stringify([id, prompts.length, responses.length, tree.choices, tree.depth, fineTuning, policy, seed]);

/** Steps between looks at `onStage`: no more than `most`, and fewer where they take longer than so many milliseconds. */
const chunk = { most: 10, milliseconds: 40 } as const;

const stepsAtOnce = (experiment: Experiment): number =>
  Math.max(1, Math.min(chunk.most, Math.floor(chunk.milliseconds / workOf(experiment).fineTuningStep)));

export class Preparations {
  readonly #references = new StageResults<Reference>();

  /** Made on the current backend, unless it is known; 'cancelled' where `onStage` said so. */
  async prepare(experiment: Experiment, onStage: OnStage = () => true): Promise<Groundwork | 'cancelled'> {
    const world = worldOf(experiment);
    let groundwork = noGroundwork;
    for (const { id } of stagesOf(world)) {
      const made = await this.#make(id, experiment, world, onStage);
      if (made === 'cancelled') return 'cancelled';
      groundwork = { ...groundwork, ...made };
    }
    return groundwork;
  }

  async #make(
    id: StageId,
    experiment: Experiment,
    world: World,
    onStage: OnStage,
  ): Promise<Partial<Groundwork> | 'cancelled'> {
    if (world.fineTuning === null) throw new Error(`nothing to fine-tune in ${experiment.world.id}`);
    const reference = await this.#fineTuned(experiment, world, world.fineTuning, (values, steps) =>
      onStage({ id, values, steps }),
    );
    return reference === 'cancelled' ? reference : { reference };
  }

  #fineTuned(
    experiment: Experiment,
    world: World,
    settings: FineTuning,
    onCurve: (values: Float64Array, steps: number) => boolean | Promise<boolean>,
  ): Promise<Reference | 'cancelled'> {
    return this.#references.make({
      key: keyOf(experiment, world),
      stepsAtOnce: stepsAtOnce(experiment),
      begin: () => new FineTuner(experiment, world, settings, policyOf(experiment, world)),
      onCurve,
    });
  }
}
