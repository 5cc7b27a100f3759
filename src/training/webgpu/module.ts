/**
 * The shader that trains the runs of a group: one workgroup a run takes many steps in one dispatch, from batches that were uploaded before.
 * A step is the policy's way forward, the losses, their slopes summed by response in a fixed order, the
 * way back, and the optimiser.
 */
import { lanesFor } from '../../expression/wgsl';
import { elementaryFunctions, literal, reductions } from '../../expression/wgsl-functions';
import type { ShaderPolicy } from '../../policies/wgsl/policy';
import type { TrainingSettings } from '../../settings/experiment';
import { faults, largestParameter, largestSquare } from '../faults';
import type { DeviceGroup, StateLayout, UploadLayout } from './layouts';
import { optimisers } from './optimisers';
import { termStatements } from './terms';

/** Invocations in a workgroup. */
const width = 128;

export interface ModuleOf {
  readonly policy: ShaderPolicy;
  readonly prompts: number;
  /** To each prompt. */
  readonly responses: number;
  readonly group: DeviceGroup;
  /** Where its knobs begin among the uploaded words. */
  readonly knobs: number;
  readonly optimizer: TrainingSettings['optimizer'];
  /** Whether a loss may be no number while its gradient is finite, so that it stops the run as well. */
  readonly watchesLoss: boolean;
  readonly state: StateLayout;
  readonly upload: UploadLayout;
}

/** Where numbers stand in the part of `scratch` that is a run's: log π and ∂L/∂log π of responses, ∂L/∂θ, and the rest. */
const scratchOf = ({ prompts, responses, group, state }: ModuleOf) => {
  const size = prompts * responses;
  const towards = size;
  const gradient = 2 * size;
  const carried = gradient + state.parameters;
  const slopes = carried + state.fault - state.carried;
  const entries = group.terms.map(({ layout }) => layout.entries);
  return { towards, gradient, carried, slopes, kept: slopes + Math.max(...entries) };
};

/** A loop over rows of `places` each, by teams of invocations; in `text` they are `row`, `isRow`, and `lane` of `lanes`. */
const overRows = (rows: number, places: number, text: (lanes: number) => string): string => {
  const lanes = lanesFor({ rows, groupSize: places, width });
  return /* wgsl */ `
for (var first = 0u; first < ${rows}u; first += ${width / lanes}u) {
  let isRow = first + own / ${lanes}u < ${rows}u;
  let row = min(first + own / ${lanes}u, ${rows - 1}u);
  let lane = own % ${lanes}u;
  ${text(lanes)}
}`;
};

/** log π of all responses: in this order, for next to a large top what is shared would be lost. */
const forward = ({ prompts, responses }: ModuleOf): string => /* wgsl */ `
fn forward() {
  for (var prompt = 0u; prompt < prompts; prompt++) { prepare(prompt); }
  workgroupBarrier();
  ${overRows(
    prompts,
    responses,
    (lanes) => /* wgsl */ `
  let end = (row + 1u) * responses;
  var most = -3.4e38f;
  for (var i = row * responses + lane; i < end; i += ${lanes}u) {
    let logit = logitOf(i);
    if (isRow) { scratch[scratchStart + i] = logit; }
    most = max(most, logit);
  }
  let top = maxOver(most, ${lanes}u);
  var sum = 0f;
  for (var i = row * responses + lane; i < end; i += ${lanes}u) { sum += exp(scratch[scratchStart + i] - top); }
  let logTotal = log(sumOver(sum, ${lanes}u));
  for (var i = row * responses + lane; i < end; i += ${lanes}u) {
    if (isRow) { scratch[scratchStart + i] = (scratch[scratchStart + i] - top) - logTotal; }
  }`,
  )}
  storageBarrier();
}`;

/** From ∂L/∂log π to ∂L/∂logits, in their place, and to ∂L/∂θ. */
const backward = (of: ModuleOf): string => {
  const { prompts, responses, state } = of;
  const { towards, gradient } = scratchOf(of);
  return /* wgsl */ `
fn backward() {
  ${overRows(
    prompts,
    responses,
    (lanes) => /* wgsl */ `
  let end = (row + 1u) * responses;
  var sum = 0f;
  for (var i = row * responses + lane; i < end; i += ${lanes}u) { sum += scratch[scratchStart + ${towards}u + i]; }
  let total = sumOver(sum, ${lanes}u);
  for (var i = row * responses + lane; i < end; i += ${lanes}u) {
    if (isRow) { scratch[scratchStart + ${towards}u + i] -= exp(scratch[scratchStart + i]) * total; }
  }`,
  )}
  storageBarrier();
  ${overRows(
    state.parameters,
    responses,
    (lanes) => /* wgsl */ `
  var sum = 0f;
  for (var i = firstOf(row) + lane; i < endOf(row); i += ${lanes}u) {
    sum += slopeOf(row, i) * scratch[scratchStart + ${towards}u + i];
  }
  let slope = sumOver(sum, ${lanes}u);
  if (isRow && lane == 0u) { scratch[scratchStart + ${gradient}u + row] = slope; }`,
  )}
  storageBarrier();
}`;
};

/** The losses, and ∂L/∂log π from their slopes; and how many numbers they keep. */
const losses = (of: ModuleOf): { readonly text: string; readonly kept: number } => {
  const { group, state, upload, prompts, responses } = of;
  const scratch = scratchOf(of);
  let kept = 0;
  const texts = group.terms.map((term, place) => {
    const block = `block${place}`;
    const statements = termStatements(
      term,
      {
        block,
        symbol: (name, i) => {
          const [knob, carried] = [group.knobs.indexOf(name), group.carried.indexOf(name)];
          const list = term.own.get(name);
          if (list !== undefined) {
            return `bitcast<f32>(data[data[${upload.own + list}u] + run * ${prompts * responses}u + ${i}])`;
          }
          if (knob >= 0) return `bitcast<f32>(data[${of.knobs + knob}u + run * ${group.knobs.length}u])`;
          return carried < 0 ? undefined : `state[stateStart + ${state.carried + carried}u]`;
        },
        logPi: (response) => `scratch[scratchStart + ${response}]`,
        slope: (entry) => `scratch[scratchStart + ${scratch.slopes}u + ${entry}]`,
        kept: (slot, row) => `scratch[scratchStart + ${scratch.kept + slot * term.layout.rows}u + ${row}]`,
        storeLoss: (value) => `state[stateStart + ${state.loss}u] ${place === 0 ? '=' : '+='} ${value};`,
        storeCarried: (i, value) => `scratch[scratchStart + ${scratch.carried + i}u] = ${value};`,
      },
      width,
    );
    kept = Math.max(kept, statements.kept * term.layout.rows);
    const { starts, lists, rows } = term.layout;
    return /* wgsl */ `
  let ${block} = data[record + ${3 + term.use}u];
  {
${statements.text}
  }
  storageBarrier();
  for (var i = own; i < ${prompts * responses}u; i += width) {
    var sum = 0f;
    let end = data[${block} + ${starts + 1}u + i];
    for (var j = data[${block} + ${starts}u + i]; j < end; j++) {
      sum += scratch[scratchStart + ${scratch.slopes}u + data[${block} + ${lists}u + j]];
    }
    scratch[scratchStart + ${scratch.towards}u + i] ${place === 0 ? '=' : '+='} sum / ${rows}f;
  }
  storageBarrier();`;
  });
  return { text: `fn losses(run: u32, record: u32) {${texts.join('\n')}\n}`, kept };
};

/**
 * A row whose update is not within the limits stays as it is from then on. What is compared are the bits, which are
 * ordered as the numbers are and put those that are none beyond all: shaders may assume that there are no such numbers.
 */
const update = (of: ModuleOf): string => {
  const { state, upload, optimizer, watchesLoss } = of;
  const scratch = scratchOf(of);
  const { parameters } = state;
  const mostCarried = state.fault - state.carried;
  return /* wgsl */ `
${optimisers[optimizer]}
fn isWithin(x: f32, limit: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) < bitcast<u32>(limit); }
fn nextOf(parameter: u32, record: u32) -> vec3f {
  let rates = vec3f(bitcast<f32>(data[record]), bitcast<f32>(data[record + 1u]), 0f);
  let kept = bitcast<f32>(data[record + 2u]);
  let place = stateStart + parameter;
  return next(
    scratch[scratchStart + ${scratch.gradient}u + parameter], state[place],
    kept * state[place + ${parameters}u], kept * state[place + ${2 * parameters}u],
    rates, bitcast<f32>(data[${upload.epsilon}u]));
}
fn update(record: u32) {
  var beyond = 0f;
  for (var i = own; i < ${parameters}u; i += width) {
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
    for (var i = own; i < ${parameters}u; i += width) {
      let next = nextOf(i, record);
      let place = stateStart + i;
      state[place] = next.x;
      state[place + ${parameters}u] = next.y;
      state[place + ${2 * parameters}u] = next.z;
    }
  }
  if (own == 0u) {
    state[stateStart + ${state.fault}u] = fault;
    state[stateStart + ${state.lastStep}u] += select(0f, 1f, fault == 0f);
    for (var i = 0u; i < ${mostCarried}u; i++) {
      state[stateStart + ${state.carried}u + i] = scratch[scratchStart + ${scratch.carried}u + i];
    }
  }
  storageBarrier();
}`;
};

/** The module, and how many numbers of `scratch` a run takes. */
export const shaderModule = (of: ModuleOf): { readonly code: string; readonly scratch: number } => {
  const { policy, prompts, responses, state, upload } = of;
  const { text, kept } = losses(of);
  const scratch = scratchOf(of).kept + kept;
  const code = /* wgsl */ `
@group(0) @binding(0) var<storage, read> fixedNumbers: array<f32>;
@group(0) @binding(1) var<storage, read> data: array<u32>;
@group(0) @binding(2) var<storage, read_write> state: array<f32>;
@group(0) @binding(3) var<storage, read_write> scratch: array<f32>;
const prompts = ${prompts}u;
const responses = ${responses}u;
const parameters = ${state.parameters}u;
var<private> stateStart: u32;
var<private> scratchStart: u32;
var<workgroup> prepared: array<f32, ${Math.max(1, policy.prepared * prompts)}>;
${reductions(width)}
${elementaryFunctions}
fn table(place: u32) -> f32 { return fixedNumbers[place]; }
fn theta(parameter: u32) -> f32 { return state[stateStart + parameter]; }
${policy.functions}
${forward(of)}
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
    forward();
    losses(run, record);
    backward();
    update(record);
  }
}`;
  return { code, scratch };
};
