/** Goes through the stages that an experiment needs before it can train, and keeps what they make by its settings. */
import { type StageId, type StageProgress, stagesOf } from '../experiment/stages';
import { workOf } from '../experiment/work';
import { soupWeight } from '../methods/own-reference';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';
import { averaged } from './averaged';
import { FineTuner } from './fine-tuner';
import { type Groundwork, noGroundwork, type Reference, withGroundwork } from './groundwork';
import { RewardFitting } from './reward-fitting';
import { type OnCurve, StageResults, type Underway } from './stage-results';
import { drawnText, expectedText, type Text } from './text';
import { worldOf } from './world-of';

/** Called every few steps of a stage; all is given up when it answers false. */
export type OnStage = (progress: StageProgress) => boolean | Promise<boolean>;

/** What the stages so far have made. */
type Made = ReadonlyMap<StageId, Reference>;

/** Everything a fitted model depends on. What it learns follows from the sizes of the world of this id. */
const keyOf = (stage: StageId, { world: { id }, policy, seed }: Experiment, world: World): string => {
  const { prompts, responses, tree, fineTuning } = world;
  const { base = null, ...own } = fineTuning ?? {};
  const { logP: _, ...mixture } = base ?? { logP: null };
  const learned = stage === 'base' ? mixture : [mixture, own];
  return JSON.stringify([stage, id, prompts.length, responses.length, tree.choices, tree.depth, learned, policy, seed]);
};

/** Steps between looks at `onStage`: no more than `most`, and fewer where they take longer than so many milliseconds. */
const chunk = { most: 10, milliseconds: 40 } as const;

const stepsAtOnce = (experiment: Experiment): number =>
  Math.max(1, Math.min(chunk.most, Math.floor(chunk.milliseconds / workOf(experiment).fineTuningStep)));

/** The fitting of a stage, about to begin. */
const begin = (id: StageId, experiment: Experiment, world: World, made: Made): Underway<Reference> => {
  const { fineTuning } = world;
  if (fineTuning === null) throw new Error(`nothing to fine-tune in ${experiment.world.id}`);
  const { base, samples } = fineTuning;
  if (id === 'base' && base !== null) {
    return new FineTuner(experiment, world, base, expectedText(world, base.logP));
  }
  const text: Text = drawnText(world, samples, experiment.seed, id === 'sft' ? 'corpus' : 'second corpus');
  return new FineTuner(experiment, world, fineTuning, text, made.get('base')?.theta);
};

const groundworkOf = (made: Made): Groundwork => ({
  ...noGroundwork,
  reference: made.get('sft') ?? null,
  second: made.get('sft-2') ?? null,
});

export class Preparations {
  readonly #references = new StageResults<Reference>();
  readonly #rewardModels = new StageResults<Float64Array>();

  /** Made in float64, wherever runs train, unless it is known; 'cancelled' where `onStage` said so. */
  async prepare(experiment: Experiment, onStage: OnStage = () => true): Promise<Groundwork | 'cancelled'> {
    const world = worldOf(experiment);
    const made = new Map<StageId, Reference>();
    let modelReward: Float64Array | null = null;
    for (const { id } of stagesOf(experiment, world)) {
      const onCurve = (values: Float64Array, steps: number) => onStage({ id, values, steps });
      if (id === 'reward-model') {
        const fitted = await this.#fitted(experiment, withGroundwork(world, groundworkOf(made)), onCurve);
        if (fitted === 'cancelled') return 'cancelled';
        modelReward = fitted;
      } else {
        const reference = await this.#references.make({
          key: keyOf(id, experiment, world),
          stepsAtOnce: stepsAtOnce(experiment),
          begin: () => begin(id, experiment, world, made),
          onCurve,
        });
        if (reference === 'cancelled') return 'cancelled';
        made.set(id, reference);
      }
    }
    const groundwork = { ...groundworkOf(made), modelReward };
    const { reference, second } = groundwork;
    if (reference === null || second === null) return groundwork;
    const weights = new Set(experiment.runs.map(soupWeight).filter((weight) => weight !== null));
    return { ...groundwork, soups: averaged(experiment, world, [reference, second], weights) };
  }

  /** A reward model fitted to pairs drawn from the reference of this world. */
  #fitted(experiment: Experiment, world: World, onCurve: OnCurve): Promise<Float64Array | 'cancelled'> {
    const { world: chosen, policy, data, training, rewardModel, seed } = experiment;
    const drawn = [data, data.pairs === 'fresh' ? training.batch : 'all', world.fineTuning === null ? null : policy];
    return this.#rewardModels.make({
      key: JSON.stringify([chosen, drawn, rewardModel, seed]),
      stepsAtOnce: chunk.most,
      begin: () => new RewardFitting(experiment, world),
      onCurve,
    });
  }
}
