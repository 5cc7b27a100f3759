/** Layers of a network in float64, with their derivatives written out: one run at a time, m rows of numbers in and out. */

/** At m nodes of the tree. Results are the layer's own arrays, which it overwrites the next time. */
export interface RowLayer {
  /** The number of its parameters, which lie one after another in θ. */
  readonly parameters: number;
  /** From [m, in] to [m, out]; its parameters begin at `first`. */
  readonly forward: (theta: Float64Array, first: number, input: Float64Array, nodes: Int32Array) => Float64Array;
  /** After `forward`: from ∂L/∂output to ∂L/∂input; adds ∂L/∂ its parameters to `gradient`. */
  readonly pullback: (upstream: Float64Array, gradient: Float64Array) => Float64Array;
}

/** An array of the size asked for, the same one again as long as it is large enough. */
export const scratch = (): ((size: number) => Float64Array) => {
  let kept = new Float64Array(0);
  return (size) => {
    if (kept.length < size) kept = new Float64Array(size);
    return kept.length === size ? kept : kept.subarray(0, size);
  };
};

/** One layer after another. */
export const chain = (layers: readonly RowLayer[]): RowLayer => ({
  parameters: layers.reduce((sum, { parameters }) => sum + parameters, 0),
  forward: (theta, first, input, nodes) => {
    let [value, at] = [input, first];
    for (const { forward, parameters } of layers) {
      value = forward(theta, at, value, nodes);
      at += parameters;
    }
    return value;
  },
  pullback: (upstream, gradient) =>
    layers.reduceRight((towards, { pullback }) => pullback(towards, gradient), upstream),
});

/** A layer's output on top of its input. */
export const residual = ({ parameters, forward, pullback }: RowLayer): RowLayer => {
  const [output, back] = [scratch(), scratch()];
  const sumOf = (a: Float64Array, b: Float64Array, out: Float64Array): Float64Array => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] ?? 0) + (b[i] ?? 0);
    return out;
  };
  return {
    parameters,
    forward: (theta, first, input, nodes) => sumOf(input, forward(theta, first, input, nodes), output(input.length)),
    pullback: (upstream, gradient) => sumOf(upstream, pullback(upstream, gradient), back(upstream.length)),
  };
};

/** A function of each number by itself, with its derivative from its argument and its value. */
export const pointwise = (of: (x: number) => number, slope: (x: number, value: number) => number): RowLayer => {
  const [output, back] = [scratch(), scratch()];
  let [latest, value] = [output(0), output(0)];
  return {
    parameters: 0,
    forward: (_theta, _first, input) => {
      latest = input;
      value = output(input.length);
      for (let i = 0; i < value.length; i++) value[i] = of(input[i] ?? 0);
      return value;
    },
    pullback: (upstream) => {
      const towards = back(upstream.length);
      for (let i = 0; i < towards.length; i++) {
        towards[i] = (upstream[i] ?? 0) * slope(latest[i] ?? 0, value[i] ?? 0);
      }
      return towards;
    },
  };
};

/** x W, with W [inputs, outputs] row-major, and b [outputs] after it where the layer has one. */
export const linear = (inputs: number, outputs: number, hasBias: boolean): RowLayer => {
  const [output, back] = [scratch(), scratch()];
  let [weights, at, latest] = [output(0), 0, output(0)];
  const bias = inputs * outputs;
  return {
    parameters: bias + (hasBias ? outputs : 0),
    forward: (theta, first, input) => {
      [weights, at, latest] = [theta, first, input];
      const rows = input.length / inputs;
      const value = output(rows * outputs);
      for (let row = 0; row < rows; row++) {
        const start = row * outputs;
        for (let j = 0; j < outputs; j++) value[start + j] = hasBias ? (theta[first + bias + j] ?? 0) : 0;
        for (let k = 0; k < inputs; k++) {
          const x = input[row * inputs + k] ?? 0;
          const from = first + k * outputs;
          for (let j = 0; j < outputs; j++) value[start + j] = (value[start + j] ?? 0) + x * (theta[from + j] ?? 0);
        }
      }
      return value;
    },
    pullback: (upstream, gradient) => {
      const rows = upstream.length / outputs;
      const towards = back(rows * inputs);
      for (let row = 0; row < rows; row++) {
        const start = row * outputs;
        for (let k = 0; k < inputs; k++) {
          const x = latest[row * inputs + k] ?? 0;
          const from = at + k * outputs;
          let sum = 0;
          for (let j = 0; j < outputs; j++) {
            const slope = upstream[start + j] ?? 0;
            sum += slope * (weights[from + j] ?? 0);
            gradient[from + j] = (gradient[from + j] ?? 0) + slope * x;
          }
          towards[row * inputs + k] = sum;
        }
        if (!hasBias) continue;
        for (let j = 0, to = at + bias; j < outputs; j++, to++) {
          gradient[to] = (gradient[to] ?? 0) + (upstream[start + j] ?? 0);
        }
      }
      return towards;
    },
  };
};

/** Root mean square normalisation, g ∘ x / √(mean x² + ε), with gains g [width] (1910.07467, eq. 4). */
export const norm = (width: number, epsilon: number): RowLayer => {
  const [output, back, scaleOf] = [scratch(), scratch(), scratch()];
  let [gains, at, latest, scales] = [output(0), 0, output(0), output(0)];
  return {
    parameters: width,
    forward: (theta, first, input) => {
      const rows = input.length / width;
      const value = output(input.length);
      [gains, at, latest, scales] = [theta, first, input, scaleOf(rows)];
      for (let row = 0; row < rows; row++) {
        const start = row * width;
        let sum = 0;
        for (let j = start; j < start + width; j++) sum += (input[j] ?? 0) ** 2;
        const scale = 1 / Math.sqrt(sum / width + epsilon);
        scales[row] = scale;
        for (let j = 0; j < width; j++) value[start + j] = (theta[first + j] ?? 0) * (input[start + j] ?? 0) * scale;
      }
      return value;
    },
    pullback: (upstream, gradient) => {
      const towards = back(upstream.length);
      for (let row = 0; row < scales.length; row++) {
        const start = row * width;
        const scale = scales[row] ?? 0;
        let along = 0;
        for (let j = 0; j < width; j++) {
          const normed = (latest[start + j] ?? 0) * scale;
          const slope = upstream[start + j] ?? 0;
          gradient[at + j] = (gradient[at + j] ?? 0) + slope * normed;
          along += slope * (gains[at + j] ?? 0) * normed;
        }
        along /= width;
        for (let j = 0; j < width; j++) {
          const normed = (latest[start + j] ?? 0) * scale;
          towards[start + j] = scale * ((upstream[start + j] ?? 0) * (gains[at + j] ?? 0) - normed * along);
        }
      }
      return towards;
    },
  };
};
