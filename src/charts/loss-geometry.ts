/** Where the curve of fine-tuning lies. */
import { scaleLinear } from 'd3-scale';
import type { Box } from './box';
import type { Axis } from './curve-geometry';

export interface LossPlot extends Box {
  /** Pixels of a step and of a loss, to a tenth. */
  readonly x: (step: number) => number;
  readonly y: (loss: number) => number;
  readonly steps: Axis;
}

/** The whole of fine-tuning is on the axis from the start, so that the curve is a progress bar too. */
export const lossPlotOf = (width: number, steps: number, losses: Axis): LossPlot => {
  const [height, left, right, top, bottom] = [128, 34, width - 8, 8, 104];
  const x = scaleLinear([0, Math.max(steps, 1)], [left, right]);
  const y = scaleLinear([...losses.domain], [bottom, top]);
  const tenth = (pixels: number): number => Math.round(pixels * 10) / 10;
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x: (step) => tenth(x(step)),
    y: (loss) => tenth(y(loss)),
    steps: { domain: [0, Math.max(steps, 1)], ticks: x.ticks(5) },
  };
};
