/** The peaks of a reward as a person moves them: where they are, how far they may go. */
import type { Experiment } from '../settings/experiment';
import { worldById } from '../worlds';

export interface Peak {
  readonly at: number;
  readonly height: number;
  readonly width: number;
}

type Range = readonly [low: number, high: number];

export interface PeakRanges {
  readonly at: Range;
  readonly height: Range;
}

/** A hundredth is finer than a pixel and keeps links short. */
const digits = 100;
const clamped = (value: number, [low, high]: Range): number =>
  Math.round(Math.min(Math.max(value, low), high) * digits) / digits;

/** The peaks of the experiment's reward; none where its world has no such parameter. */
export const peaksOf = ({ world }: Experiment): readonly Peak[] => {
  const { peaks } = world.params;
  if (!Array.isArray(peaks)) return [];
  return peaks.map(({ at = 0, height = 0, width = 1 }) => ({ at, height, width }));
};

/** How far peaks may go: as the world's field says, and no further than its line. */
export const peakRangesOf = ({ world }: Experiment, positions: Float64Array): PeakRanges => {
  const line: Range = [positions[0] ?? 0, positions.at(-1) ?? 0];
  const field = worldById(world.id)?.fields.peaks;
  if (field?.kind !== 'list') return { at: line, height: [0, 10] };
  const [low, high] = field.item.at?.range ?? line;
  return {
    at: [Math.max(low, line[0]), Math.min(high, line[1])],
    height: field.item.height?.range ?? [0, 10],
  };
};

/** These peaks with one of them moved, inside its ranges. */
export const movePeak = (
  peaks: readonly Peak[],
  index: number,
  to: { readonly at: number; readonly height: number },
  ranges: PeakRanges,
): readonly Peak[] =>
  peaks.map((peak, i) =>
    i === index ? { ...peak, at: clamped(to.at, ranges.at), height: clamped(to.height, ranges.height) } : peak,
  );
