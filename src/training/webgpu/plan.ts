/** From the runs of an experiment and a first batch to the shaders that train them, and what they want uploaded. */
import { formOf, numericKnobs } from '../../objectives';
import type { Bindings } from '../../objectives/bind';
import { domains } from '../../objectives/domain';
import { shaderPolicyOf } from '../../policies/wgsl';
import type { Experiment, Run } from '../../settings/experiment';
import type { Tree } from '../../worlds/tree';
import type { World } from '../../worlds/world';
import type { Inputs } from '../float64/inputs';
import type { ObjectiveGroup } from '../float64/objective-group';
import { objectiveOf } from '../layout';
import { type BlockLayout, layoutOf, sizeOf } from './block';
import { mostNodesOf } from './fits';
import {
  type DeviceGroup,
  type StateLayout,
  stateLayoutOf,
  stepsAtOnce,
  type UploadLayout,
  uploadLayoutOf,
} from './layouts';
import { shaderModule } from './module';

/** Rows that the losses of a step read, at its nodes. */
interface Use {
  readonly bindings: () => Bindings;
  readonly nodes: () => Int32Array;
  readonly layout: BlockLayout;
}

interface PlannedGroup {
  /** The shader. */
  readonly code: string;
  /** Numbers of a run that only a step needs. */
  readonly scratch: number;
  readonly state: StateLayout;
  /** Of the latest batch. */
  readonly nodes: () => Int32Array;
}

export interface Plan {
  readonly tree: Tree;
  readonly groups: readonly PlannedGroup[];
  /** Fixed numbers, which all read. */
  readonly table: Float32Array;
  readonly uses: readonly Use[];
  /** Numbers by response that each run has of its own, run after run of a group. */
  readonly lists: readonly (() => readonly Float64Array[])[];
  readonly upload: UploadLayout;
  /** Nodes that a step reads at most. */
  readonly nodes: number;
  /** Steps of one dispatch, at most. */
  readonly steps: number;
  /** Words that a step adds at most, and words of an upload: for as many steps as fit. */
  readonly mostInStep: number;
  readonly words: number;
}

/** Words of an upload at most, unless a single step takes more. */
const mostWords = 1 << 20;

export interface Planned {
  readonly experiment: Experiment;
  readonly world: World;
  readonly groups: readonly ObjectiveGroup[];
  readonly inputs: Inputs;
  readonly watchesLoss: boolean;
}

export const knobsOf = (run: Run): readonly { readonly name: string; readonly value: number }[] =>
  numericKnobs(objectiveOf(run), run.knobs);

export const planOf = ({ experiment, world, groups, inputs, watchesLoss }: Planned): Plan => {
  const { tree, logRef } = world;
  const responses = logRef.length;
  const nodes = mostNodesOf(experiment, world);
  const policy = shaderPolicyOf(experiment.policy.id, world, experiment.policy.params, nodes);
  if (policy === null) throw new Error('the policy has no shader here');
  const { parameters } = policy;
  const uses: Use[] = [];
  const first: { readonly rows: Bindings; readonly nodes: Int32Array }[] = [];
  const useOf = (group: ObjectiveGroup, bindings: () => Bindings): number => {
    const nodesNow = () => inputs.nodesOf(group);
    const now = { rows: bindings(), nodes: nodesNow() };
    const known = first.findIndex((other) => other.rows === now.rows && other.nodes === now.nodes);
    if (known >= 0) return known;
    first.push(now);
    return uses.push({ bindings, nodes: nodesNow, layout: layoutOf(now.rows) }) - 1;
  };
  const lists: (() => readonly Float64Array[])[] = [];
  const ownOf = (group: ObjectiveGroup): ReadonlyMap<string, number> => {
    const valuesOf = (name: string) => () =>
      group.run.runs.map((_, place) => inputs.overAll(group, place).get(name) ?? new Float64Array(responses));
    const { symbols } = group.regulariser ?? group.loss;
    const names = [...inputs.overAll(group, 0).keys()].filter((name) => symbols.has(name));
    return new Map(names.map((name) => [name, lists.push(valuesOf(name)) - 1]));
  };
  const planned = groups.map((group): DeviceGroup => {
    const { objective, example, runs } = group.run;
    const { loss, regulariser, state } = formOf(objective, example.knobs);
    const own = ownOf(group);
    const termOver = (of: typeof loss, domain = domains.exact, carried: readonly (typeof loss)[] = []) => {
      const use = useOf(group, () => {
        const rows = domain.isDrawn ? inputs.rowsOf(group, 0) : inputs.allOf(group);
        if (rows === null) throw new Error('a term over all responses has no rows');
        return rows.bindings;
      });
      const layout = uses[use]?.layout;
      if (layout === undefined) throw new Error('rows without a layout');
      return { loss: of, domain, layout, carried, use, own: domain.isDrawn ? new Map<string, number>() : own };
    };
    const next = state.map((number) => number.next);
    return {
      size: runs.length,
      knobs: knobsOf(example).map(({ name }) => name),
      carried: state.map(({ name }) => name),
      terms: [
        termOver(loss, domains[objective.kind], next),
        ...(regulariser === undefined ? [] : [termOver(regulariser)]),
      ],
    };
  });
  const steps = stepsAtOnce(parameters, nodes);
  const upload = uploadLayoutOf(planned, uses.length, lists.length, steps);
  const { optimizer } = experiment.training;
  const shaders = planned.map((group, index) => {
    const state = stateLayoutOf(parameters, group);
    const of = { policy, tree, responses, nodes, group, index, optimizer, watchesLoss, state, upload };
    return { ...shaderModule(of), state };
  });
  const mostInStep = uses.reduce(
    (sum, { layout }) => sum + sizeOf(layout, nodes * tree.choices),
    groups.length * nodes,
  );
  const before = upload.rest + lists.reduce((sum, list) => sum + list().length * responses, 0);
  return {
    tree,
    groups: shaders.map(({ code, scratch, state }, i) => ({
      code,
      scratch,
      state,
      nodes: () => {
        const group = groups[i];
        if (group === undefined) throw new Error(`no group ${i}`);
        return inputs.nodesOf(group);
      },
    })),
    table: shaders[0]?.table ?? policy.table,
    uses,
    lists,
    upload,
    nodes,
    steps,
    mostInStep,
    words: before + Math.max(mostInStep, Math.min(steps * mostInStep, mostWords)),
  };
};
