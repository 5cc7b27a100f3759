/**
 * The shader that trains the runs of a group: one workgroup a run takes many steps in one dispatch, from batches that were
 * uploaded before. A step is the policy's way forward, the losses, their slopes summed by choice in a fixed order, the way
 * back, and the optimiser.
 */
import { elementaryFunctions, literal } from '../../expression/wgsl-functions';
import { overLanes, overRows, teamFunctions } from '../../expression/wgsl-teams';
import type { ShaderPolicy } from '../../policies/wgsl/policy';
import type { TrainingSettings } from '../../settings/experiment';
import type { Tree } from '../../worlds/tree';
import { faults, largestParameter, largestSquare } from '../faults';
import { noColumn } from './block';
import { type DeviceGroup, nodesInRecord, type StateLayout, type UploadLayout } from './layouts';
import { optimisers } from './optimisers';
import { termStatements } from './terms';

export interface ModuleOf {
  readonly policy: ShaderPolicy;
  readonly tree: Tree;
  /** Responses in all, and nodes that a step reads at most. */
  readonly responses: number;
  readonly nodes: number;
  readonly group: DeviceGroup;
  /** Which of the groups it is. */
  readonly index: number;
  readonly optimizer: TrainingSettings['optimizer'];
  /** Whether a loss may be no number while its gradient is finite, so that it stops the run as well. */
  readonly watchesLoss: boolean;
  readonly state: StateLayout;
  readonly upload: UploadLayout;
}

/** Where numbers stand in the part of `scratch` that is a run's: log π and ∂L/∂log π of choices, ∂L/∂θ, and the rest. */
const scratchOf = ({ policy, tree, nodes, group, state }: ModuleOf) => {
  const towards = nodes * tree.choices;
  const gradient = 2 * towards;
  const room = gradient + state.parameters;
  const carried = room + policy.room;
  const slopes = carried + state.fault - state.carried;
  const entries = group.terms.map(({ layout }) => layout.entries);
  return { towards, gradient, room, carried, slopes, kept: slopes + Math.max(...entries) };
};

/** The logit of a choice that may not be taken. */
const forbidden = -1e9;

/** What the policy's functions read and write. Which choices may be taken stands after its fixed numbers. */
const policyFunctions = (of: ModuleOf): string => {
  const { policy, tree, state } = of;
  const scratch = scratchOf(of);
  const allowed = `fixedNumbers[${policy.table.length}u + nodeAt(column / choices) * choices + column % choices]`;
  const logit = tree.allowed.every((may) => may === 1)
    ? 'value'
    : `select(${literal(forbidden)}, value, ${allowed} > 0f)`;
  return /* wgsl */ `
const choices = ${tree.choices}u;
const parameters = ${state.parameters}u;
fn table(place: u32) -> f32 { return fixedNumbers[place]; }
fn theta(parameter: u32) -> f32 { return state[stateStart + parameter]; }
fn nodeAt(place: u32) -> u32 { return data[nodesStart + place]; }
fn room(place: u32) -> f32 { return scratch[scratchStart + ${scratch.room}u + place]; }
fn keep(place: u32, value: f32) { scratch[scratchStart + ${scratch.room}u + place] = value; }
fn setLogit(column: u32, value: f32) { scratch[scratchStart + column] = ${logit}; }
fn towards(column: u32) -> f32 { return scratch[scratchStart + ${scratch.towards}u + column]; }
fn setSlope(parameter: u32, value: f32) { scratch[scratchStart + ${scratch.gradient}u + parameter] = value; }
${policy.functions}`;
};

/** log π of all choices: in this order, for next to a large top what is shared would be lost. */
const forward = ({ tree, nodes }: ModuleOf): string => /* wgsl */ `
fn forward(nodes: u32) {
  logits(nodes);
  storageBarrier();
  ${overRows(
    { rows: nodes, groupSize: tree.choices },
    'nodes',
    (lanes) => /* wgsl */ `
  let end = scratchStart + (row + 1u) * choices;
  var most = -3.4e38f;
  for (var i = end - choices + lane; i < end; i += ${lanes}u) { most = max(most, scratch[i]); }
  let top = ${overLanes('max', 'most', lanes)};
  var sum = 0f;
  for (var i = end - choices + lane; i < end; i += ${lanes}u) { sum += exp(scratch[i] - top); }
  let logTotal = log(${overLanes('sum', 'sum', lanes)});
  for (var i = end - choices + lane; i < end; i += ${lanes}u) {
    if (isRow) { scratch[i] = (scratch[i] - top) - logTotal; }
  }`,
  )}
  storageBarrier();
}`;

/** From ∂L/∂log π to ∂L/∂logits, in their place, and to ∂L/∂θ. */
const backward = (of: ModuleOf): string => {
  const { tree, nodes } = of;
  const { towards } = scratchOf(of);
  return /* wgsl */ `
fn backward(nodes: u32) {
  ${overRows(
    { rows: nodes, groupSize: tree.choices },
    'nodes',
    (lanes) => /* wgsl */ `
  let end = scratchStart + (row + 1u) * choices;
  var sum = 0f;
  for (var i = end - choices + lane; i < end; i += ${lanes}u) { sum += scratch[${towards}u + i]; }
  let total = ${overLanes('sum', 'sum', lanes)};
  for (var i = end - choices + lane; i < end; i += ${lanes}u) {
    if (isRow) { scratch[${towards}u + i] -= exp(scratch[i]) * total; }
  }`,
  )}
  storageBarrier();
  pullback(nodes);
  storageBarrier();
}`;
};

/** Sums over columns of log π, as a block lists them. */
const lookups = /* wgsl */ `
fn logPiAt(place: u32) -> f32 {
  let column = data[place];
  if (column == ${noColumn}u) { return 0f; }
  return scratch[scratchStart + column];
}
fn summed(columns: u32, count: u32) -> f32 {
  var sum = 0f;
  for (var i = 0u; i < count; i++) { sum += logPiAt(columns + i); }
  return sum;
}
fn weighted(columns: u32, factors: u32, count: u32) -> f32 {
  var sum = 0f;
  for (var i = 0u; i < count; i++) { sum += bitcast<f32>(data[factors + i]) * logPiAt(columns + i); }
  return sum;
}`;

/** The losses, and ∂L/∂log π from their slopes; and how many numbers they keep. */
const losses = (of: ModuleOf): { readonly text: string; readonly kept: number } => {
  const { group, index, state, upload, responses } = of;
  const scratch = scratchOf(of);
  const knobs = upload.knobs[index] ?? 0;
  let kept = 0;
  const texts = group.terms.map((term, place) => {
    const block = `block${place}`;
    const statements = termStatements(term, {
      block,
      symbol: (name, i) => {
        const [knob, carried] = [group.knobs.indexOf(name), group.carried.indexOf(name)];
        const list = term.own.get(name);
        if (list !== undefined) return `bitcast<f32>(data[data[${upload.own + list}u] + run * ${responses}u + ${i}])`;
        if (knob >= 0) return `bitcast<f32>(data[${knobs + knob}u + run * ${group.knobs.length}u])`;
        return carried < 0 ? undefined : `state[stateStart + ${state.carried + carried}u]`;
      },
      slope: (entry) => `scratch[scratchStart + ${scratch.slopes}u + ${entry}]`,
      kept: (slot, row) => `scratch[scratchStart + ${scratch.kept + slot * term.layout.rows}u + ${row}]`,
      storeLoss: (value) => `state[stateStart + ${state.loss}u] ${place === 0 ? '=' : '+='} ${value};`,
      storeCarried: (i, value) => `scratch[scratchStart + ${scratch.carried + i}u] = ${value};`,
    });
    kept = Math.max(kept, statements.kept * term.layout.rows);
    const { starts, lists, listFactors, rows } = term.layout;
    const factor = listFactors === null ? '' : ` * bitcast<f32>(data[${block} + ${listFactors}u + j])`;
    return /* wgsl */ `
  let ${block} = data[record + ${upload.blocks + term.use}u];
  {
${statements.text}
  }
  storageBarrier();
  for (var i = own; i < nodes * choices; i += width) {
    var sum = 0f;
    let end = data[${block} + ${starts + 1}u + i];
    for (var j = data[${block} + ${starts}u + i]; j < end; j++) {
      sum += scratch[scratchStart + ${scratch.slopes}u + data[${block} + ${lists}u + j]]${factor};
    }
    scratch[scratchStart + ${scratch.towards}u + i] ${place === 0 ? '=' : '+='} sum / ${rows}f;
  }
  storageBarrier();`;
  });
  return { text: `fn losses(run: u32, record: u32, nodes: u32) {${texts.join('\n')}\n}`, kept };
};

/**
 * A row whose update is not within the limits stays as it is from then on. What is compared are the bits, which are
 * ordered as the numbers are and put those that are none beyond all: shaders may assume that there are no such numbers.
 */
const update = (of: ModuleOf): string => {
  const { state, upload, optimizer, watchesLoss } = of;
  const scratch = scratchOf(of);
  return /* wgsl */ `
${optimisers[optimizer]}
fn isWithin(x: f32, limit: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) < bitcast<u32>(limit); }
fn nextOf(parameter: u32, record: u32) -> vec3f {
  let rates = vec3f(bitcast<f32>(data[record]), bitcast<f32>(data[record + 1u]), 0f);
  let kept = bitcast<f32>(data[record + 2u]);
  let place = stateStart + parameter;
  return next(
    scratch[scratchStart + ${scratch.gradient}u + parameter], state[place],
    kept * state[place + parameters], kept * state[place + 2u * parameters],
    rates, bitcast<f32>(data[${upload.epsilon}u]));
}
fn update(record: u32) {
  var beyond = 0f;
  for (var i = own; i < parameters; i += width) {
    let next = nextOf(i, record);
    let isFine = isWithin(next.x, ${literal(largestParameter)}) && isWithin(next.y, ${literal(largestSquare)})
      && isWithin(next.z, ${literal(largestSquare)});
    beyond += select(1f, 0f, isFine);
  }
  let isLossFine = ${watchesLoss ? `isWithin(state[stateStart + ${state.loss}u], ${literal(largestSquare)})` : 'true'};
  let before = state[stateStart + ${state.fault}u];
  let now = select(0f, ${faults.update}f, sumOver(beyond, width) > 0f) + select(${faults.loss}f, 0f, isLossFine);
  let fault = select(before, now, before == 0f);
  storageBarrier();
  if (fault == 0f) {
    for (var i = own; i < parameters; i += width) {
      let next = nextOf(i, record);
      let place = stateStart + i;
      state[place] = next.x;
      state[place + parameters] = next.y;
      state[place + 2u * parameters] = next.z;
    }
  }
  if (own == 0u) {
    state[stateStart + ${state.fault}u] = fault;
    state[stateStart + ${state.lastStep}u] += select(0f, 1f, fault == 0f);
    for (var i = 0u; i < ${state.fault - state.carried}u; i++) {
      state[stateStart + ${state.carried}u + i] = scratch[scratchStart + ${scratch.carried}u + i];
    }
  }
  storageBarrier();
}`;
};

/** The module, how many numbers of `scratch` a run takes, and the fixed numbers. */
export const shaderModule = (
  of: ModuleOf,
): { readonly code: string; readonly scratch: number; readonly table: Float32Array } => {
  const { policy, tree, index, state, upload } = of;
  const { text, kept } = losses(of);
  const scratch = scratchOf(of).kept + kept;
  const nodes = nodesInRecord(index);
  const code = /* wgsl */ `
@group(0) @binding(0) var<storage, read> fixedNumbers: array<f32>;
@group(0) @binding(1) var<storage, read> data: array<u32>;
@group(0) @binding(2) var<storage, read_write> state: array<f32>;
@group(0) @binding(3) var<storage, read_write> scratch: array<f32>;
var<private> stateStart: u32;
var<private> scratchStart: u32;
var<private> nodesStart: u32;
${teamFunctions}
${elementaryFunctions}
${policyFunctions(of)}
${forward(of)}
${lookups}
${text}
${backward(of)}
${update(of)}
@compute @workgroup_size(width)
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) invocation: u32) {
  let run = workgroup.x;
  own = invocation;
  infinity = bitcast<f32>(data[${upload.infinity}u]);
  noNumber = bitcast<f32>(data[${upload.noNumber}u]);
  stateStart = run * ${state.size}u;
  scratchStart = run * ${scratch}u;
  for (var step = 0u; step < data[${upload.steps}u]; step++) {
    let record = ${upload.records}u + step * ${upload.record}u;
    nodesStart = data[record + ${nodes}u];
    let nodes = data[record + ${nodes + 1}u];
    forward(nodes);
    losses(run, record, nodes);
    backward(nodes);
    update(record);
  }
}`;
  return { code, scratch, table: Float32Array.of(...policy.table, ...tree.allowed) };
};
