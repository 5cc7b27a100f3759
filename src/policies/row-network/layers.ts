/** The layers of a network’s plan for one run, one after another. */
import { type LayerPlan, parametersOf } from '../network-plan';
import { affine } from './affine';
import { attention } from './attention';
import type { RowLayer, Site } from './layer';
import { norm } from './norm';
import { type Port, portOf } from './room';

const pointwise = (input: Port, kind: 'tanh' | 'silu', { room, most }: Site): RowLayer => {
  const output = portOf(room, most, input.width);
  return {
    output,
    forward: (kernels, count) => kernels[kind](input.value, output.value, count * input.width),
    back: (kernels, count) => {
      const size = count * input.width;
      if (kind === 'tanh') kernels.tanhBack(output.value, output.gradient, input.gradient, size);
      else kernels.siluBack(input.value, output.gradient, input.gradient, size);
    },
  };
};

/** The layers’ output with their input added to it in place: none of ours needs its output again on the way back. */
const residual = (input: Port, layers: readonly LayerPlan[], site: Site): RowLayer => {
  const parts = layersOf(input, layers, site);
  const output = parts.at(-1)?.output ?? input;
  return {
    output,
    forward: (kernels, count) => {
      for (const part of parts) part.forward(kernels, count);
      kernels.addTo(input.value, output.value, count * input.width);
    },
    back: (kernels, count) => {
      for (const part of parts.toReversed()) part.back(kernels, count);
      kernels.addTo(output.gradient, input.gradient, count * input.width);
    },
  };
};

const layerOf = (input: Port, plan: LayerPlan, site: Site): RowLayer => {
  switch (plan.kind) {
    case 'tanh':
    case 'silu':
      return pointwise(input, plan.kind, site);
    case 'affine':
      return affine(input, plan, site);
    case 'norm':
      return norm(input, site);
    case 'attention':
      return attention(input, plan, site);
    case 'residual':
      return residual(input, plan.layers, site);
  }
};

/** Each reads what the one before writes; their parameters follow each other from where the site says. */
export const layersOf = (input: Port, plans: readonly LayerPlan[], site: Site): readonly RowLayer[] => {
  let [from, passed] = [input, 0];
  return plans.map((plan) => {
    const layer = layerOf(from, plan, { ...site, theta: site.theta + passed, gradient: site.gradient + passed });
    from = layer.output;
    passed += parametersOf(plan);
    return layer;
  });
};
