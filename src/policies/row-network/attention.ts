/** Causal multi-head attention for one run: each node reads from the nodes on the way to it. */
import type { LayerPlan } from '../network-plan';
import { linear } from './affine';
import type { RowLayer, Site } from './layer';
import { type Port, portOf } from './room';

/** Query, key and value of each node one after another, [m, 3 · heads · size], to what it reads, [m, heads · size]. */
const attend = (
  projected: Port,
  { heads, size }: LayerPlan & { kind: 'attention' },
  { room, most, ways, depth }: Site,
): RowLayer => {
  const output = portOf(room, most, heads * size);
  const places = { parts: projected.value, ways, shares: room.numbers(most * heads * depth) };
  const along = room.numbers(depth);
  const sizes = { heads, size, depth };
  return {
    output,
    forward: (kernels, count) => kernels.attend(places, output.value, count, sizes),
    back: (kernels, count) => kernels.attendBack(places, output.gradient, projected.gradient, along, count, sizes),
  };
};

/** To queries, keys and values by W [width, 3 · inner], attention, and back by a matrix [inner, width]. */
export const attention = (input: Port, plan: LayerPlan & { kind: 'attention' }, site: Site): RowLayer => {
  const inner = plan.heads * plan.size;
  const later = plan.width * 3 * inner;
  const first = linear(input, 3 * inner, site);
  const middle = attend(first.output, plan, site);
  const last = linear(middle.output, plan.width, {
    ...site,
    theta: site.theta + later,
    gradient: site.gradient + later,
  });
  return {
    output: last.output,
    forward: (kernels, count) => {
      for (const part of [first, middle, last]) part.forward(kernels, count);
    },
    back: (kernels, count) => {
      for (const part of [last, middle, first]) part.back(kernels, count);
    },
  };
};
