/** A network that computes each node by itself: a description of it, then layers of products and tanh. */
import type { World } from '../../worlds/world';
import type { NetworkPlan } from '../network-plan';
import type { ShaderPolicy } from './policy';

type Affine = NetworkPlan['layers'][number] & { kind: 'affine' };

/** Where the values of a layer are kept, and ∂L/∂ them. */
interface Port {
  readonly width: number;
  readonly value: (place: string) => string;
  readonly towards: (place: string) => string;
  readonly put: (place: string, value: string) => string;
  readonly putTowards: (place: string, value: string) => string;
}

const kept = (start: number, size: number, width: number): Port => ({
  width,
  value: (place) => `room(${start}u + ${place})`,
  towards: (place) => `room(${start + size}u + ${place})`,
  put: (place, value) => `keep(${start}u + ${place}, ${value});`,
  putTowards: (place, value) => `keep(${start + size}u + ${place}, ${value});`,
});

const logits = (width: number): Port => ({
  width,
  value: () => '',
  towards: (place) => `towards(${place})`,
  put: (place, value) => `setLogit(${place}, ${value});`,
  putTowards: () => '',
});

interface Pass {
  readonly forward: string;
  readonly back: string;
}

/** A loop over the numbers of all nodes, `place`: that of `unit` of `node`. */
const everywhere = (width: number, text: string): string => /* wgsl */ `
  for (var place = own; place < nodes * ${width}u; place += width) {
    let node = place / ${width}u;
    let unit = place % ${width}u;
    ${text}
  }
  storageBarrier();`;

/** A loop over the parameters from `start` on; in `text` they are `i`. */
const overParameters = (start: number, count: number, text: string): string => /* wgsl */ `
  for (var i = own; i < ${count}u; i += width) {
    var sum = 0f;
    ${text}
    setSlope(${start}u + i, sum);
  }`;

/** Weights [outputs, width]; a node's description is a few ones, at `placeOf(node, part)`. */
const described = ({ context }: NetworkPlan, output: Port, nodesInTree: number): Pass => ({
  forward: everywhere(
    output.width,
    /* wgsl */ `
    var sum = 0f;
    for (var part = 0u; part < ${context.ones}u; part++) {
      let one = placeOf(node, part);
      if (one >= 0) { sum += theta(unit * ${context.width}u + u32(one)); }
    }
    ${output.put('place', 'sum')}`,
  ),
  back: overParameters(
    0,
    output.width * context.width,
    /* wgsl */ `
    let unit = i / ${context.width}u;
    let one = i % ${context.width}u;
    let part = u32(table(${nodesInTree * context.ones}u + one));
    for (var node = 0u; node < nodes; node++) {
      if (placeOf(node, part) == i32(one)) { sum += ${output.towards(`node * ${output.width}u + unit`)}; }
    }`,
  ),
});

/** tanh x = 2σ(2x) − 1, in place. */
const tanh = (port: Port): Pass => ({
  forward: everywhere(port.width, port.put('place', `2f * sigmoid(2f * ${port.value('place')}) - 1f`)),
  back: everywhere(
    port.width,
    `let x = ${port.value('place')}; ${port.putTowards('place', `${port.towards('place')} * (1f - x * x)`)}`,
  ),
});

/** W [inputs, outputs] begins at parameter `start`, b [outputs] after it. */
const affine = ({ inputs, outputs }: Affine, input: Port, output: Port, start: number): Pass => {
  const bias = start + inputs * outputs;
  return {
    forward: everywhere(
      outputs,
      /* wgsl */ `
    var sum = theta(${bias}u + unit);
    for (var k = 0u; k < ${inputs}u; k++) {
      sum += ${input.value(`node * ${inputs}u + k`)} * theta(${start}u + k * ${outputs}u + unit);
    }
    ${output.put('place', 'sum')}`,
    ),
    back:
      overParameters(
        start,
        inputs * outputs,
        /* wgsl */ `
    for (var node = 0u; node < nodes; node++) {
      sum += ${input.value(`node * ${inputs}u + i / ${outputs}u`)} * ${output.towards(`node * ${outputs}u + i % ${outputs}u`)};
    }`,
      ) +
      overParameters(
        bias,
        outputs,
        `for (var node = 0u; node < nodes; node++) { sum += ${output.towards(`node * ${outputs}u + i`)}; }`,
      ) +
      everywhere(
        inputs,
        /* wgsl */ `
    var sum = 0f;
    for (var k = 0u; k < ${outputs}u; k++) {
      sum += ${output.towards(`node * ${outputs}u + k`)} * theta(${start}u + unit * ${outputs}u + k);
    }
    ${input.putTowards('place', 'sum')}`,
      ),
  };
};

/** null where the plan has layers of other kinds; a step reads so many nodes at most. */
export const network = (plan: NetworkPlan, { tree }: World, nodes: number): ShaderPolicy | null => {
  const { context, outputs, layers } = plan;
  let room = 0;
  const portOf = (width: number, isLast: boolean): Port => {
    if (isLast) return logits(width);
    const size = nodes * width;
    room += 2 * size;
    return kept(room - 2 * size, size, width);
  };
  let port = portOf(outputs, layers.length === 0);
  const passes = [described(plan, port, tree.nodes)];
  let start = context.width * outputs;
  for (const [index, layer] of layers.entries()) {
    if (layer.kind === 'tanh') passes.push(tanh(port));
    else if (layer.kind === 'affine') {
      const output = portOf(layer.outputs, index === layers.length - 1);
      passes.push(affine(layer, port, output, start));
      start += (layer.inputs + 1) * layer.outputs;
      port = output;
    } else return null;
  }
  const partOf = new Float32Array(context.width);
  context.places.forEach((place, i) => {
    if (place >= 0) partOf[place] = i % context.ones;
  });
  return {
    parameters: start,
    table: Float32Array.of(...context.places, ...partOf),
    room,
    functions: /* wgsl */ `
fn placeOf(node: u32, part: u32) -> i32 { return i32(table(nodeAt(node) * ${context.ones}u + part)); }
fn logits(nodes: u32) {${passes.map(({ forward }) => forward).join('')}
}
fn pullback(nodes: u32) {${passes
      .toReversed()
      .map(({ back }) => back)
      .join('')}
}`,
  };
};
