/** A free table: one logit for each choice at each node, nothing shared. */
import type { BuildShaderPolicy } from './policy';

/** θ is the logits themselves, of which those at other nodes than a step reads stay. */
export const table: BuildShaderPolicy = ({ tree }) => ({
  parameters: tree.nodes * tree.choices,
  table: new Float32Array(1),
  room: 0,
  functions: /* wgsl */ `
fn logits(nodes: u32) {
  for (var i = own; i < nodes * choices; i += width) { setLogit(i, theta(nodeAt(i / choices) * choices + i % choices)); }
}
fn pullback(nodes: u32) {
  for (var i = own; i < parameters; i += width) { setSlope(i, 0f); }
  storageBarrier();
  for (var i = own; i < nodes * choices; i += width) {
    setSlope(nodeAt(i / choices) * choices + i % choices, towards(i));
  }
}
`,
});
