/** From the runs of an experiment and a first batch to the shader that trains them, and what it wants uploaded. */
import { formOf, numericKnobs } from '../../objectives';
import type { Bindings } from '../../objectives/bind';
import { domains } from '../../objectives/domain';
import { shaderPolicyOf } from '../../policies/wgsl';
import type { Experiment, Run } from '../../settings/experiment';
import type { World } from '../../worlds/world';
import type { Inputs } from '../float64/inputs';
import type { ObjectiveGroup } from '../float64/objective-group';
import { objectiveOf } from '../layout';
import { type BlockLayout, layoutOf } from './block';
import {
  type DeviceGroup,
  mostSteps,
  type StateLayout,
  stateLayoutOf,
  type UploadLayout,
  uploadLayoutOf,
} from './layouts';
import { shaderModule } from './module';

/** Rows that the losses of a step read. */
interface Use {
  readonly bindings: () => Bindings;
  readonly layout: BlockLayout;
}

interface PlannedGroup {
  /** The shader. */
  readonly code: string;
  /** Numbers of a run that only a step needs. */
  readonly scratch: number;
  readonly state: StateLayout;
}

export interface Plan {
  readonly groups: readonly PlannedGroup[];
  /** Fixed numbers of the policy. */
  readonly table: Float32Array;
  readonly uses: readonly Use[];
  /** Numbers by response that each run has of its own, run after run of a group. */
  readonly lists: readonly (() => readonly Float64Array[])[];
  readonly upload: UploadLayout;
  /** Words of an upload: for as many steps as fit. */
  readonly words: number;
}

/** Words of an upload at most, unless a single step takes more. */
const mostWords = 1 << 20;

export interface Planned {
  readonly experiment: Experiment;
  readonly world: World;
  readonly groups: readonly ObjectiveGroup[];
  readonly inputs: Inputs;
  /** D */
  readonly parameters: number;
  readonly watchesLoss: boolean;
}

export const knobsOf = (run: Run): readonly { readonly name: string; readonly value: number }[] =>
  numericKnobs(objectiveOf(run), run.knobs);

export const planOf = ({ experiment, world, groups, inputs, parameters, watchesLoss }: Planned): Plan => {
  const policy = shaderPolicyOf(experiment.policy.id, world, experiment.policy.params);
  if (policy === null) throw new Error('the policy has no shader here');
  const responses = world.logRef.length;
  const uses: Use[] = [];
  const first: Bindings[] = [];
  const useOf = (bindings: () => Bindings): number => {
    const now = bindings();
    const known = first.indexOf(now);
    if (known >= 0) return known;
    first.push(now);
    return uses.push({ bindings, layout: layoutOf(now, responses) }) - 1;
  };
  const lists: (() => readonly Float64Array[])[] = [];
  const ownOf = (group: ObjectiveGroup): ReadonlyMap<string, number> => {
    const valuesOf = (name: string) => () =>
      group.run.runs.map((_, place) => inputs.overAll(group, place).get(name) ?? new Float64Array(responses));
    return new Map([...inputs.overAll(group, 0).keys()].map((name) => [name, lists.push(valuesOf(name)) - 1]));
  };
  const planned = groups.map((group): DeviceGroup => {
    const { objective, example, runs } = group.run;
    const { loss, regulariser, state } = formOf(objective, example.knobs);
    const own = ownOf(group);
    const termOver = (of: typeof loss, domain = domains.exact, carried: readonly (typeof loss)[] = []) => {
      const use = useOf(() => {
        const rows = domain.isDrawn ? inputs.rowsOf(group, 0) : inputs.allOf(group);
        if (rows === null) throw new Error('a term over all responses has no rows');
        return rows.bindings;
      });
      const layout = uses[use]?.layout;
      if (layout === undefined) throw new Error('rows without a layout');
      return { loss: of, domain, layout, carried, use, own: domain.isDrawn ? new Map<string, number>() : own };
    };
    return {
      size: runs.length,
      knobs: knobsOf(example).map(({ name }) => name),
      carried: state.map(({ name }) => name),
      terms: [
        termOver(
          loss,
          domains[objective.kind],
          state.map(({ next }) => next),
        ),
        ...(regulariser === undefined ? [] : [termOver(regulariser)]),
      ],
    };
  });
  const upload = uploadLayoutOf(planned, uses.length, lists.length);
  const shaders = planned.map((group, i): PlannedGroup => {
    const state = stateLayoutOf(parameters, group);
    const { code, scratch } = shaderModule({
      policy,
      prompts: world.prompts.length,
      responses: world.responses.length,
      group,
      knobs: upload.knobs[i] ?? 0,
      optimizer: experiment.training.optimizer,
      watchesLoss,
      state,
      upload,
    });
    return { code, scratch, state };
  });
  const step = uses.reduce((sum, { layout }) => sum + layout.size, 0);
  const fixed = upload.rest + lists.reduce((sum, list) => sum + list().length * responses, 0);
  const words = fixed + Math.max(step, Math.min(mostSteps * step, mostWords));
  return { groups: shaders, table: policy.table, uses, lists, upload, words };
};
