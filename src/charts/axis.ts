/** Ranges of values on round numbers, and ticks with room for their labels. */
import { scaleLinear } from 'd3-scale';
import { tickText } from '../settings/number-text';

export type Domain = readonly [low: number, high: number];

/** About four steps on round numbers that hold everything from `low` to `high`. */
export const niceDomain = (low: number, high: number): Domain => {
  const [from = low, to = high] = scaleLinear([low, high], [0, 1]).nice(4).domain();
  return [from, to];
};

/** Pixels of a digit in a tick's label, between two labels side by side, and from one label to the one below it. */
const [digitWidth, gap, lineHeight] = [6.6, 12, 14];

/** Pixels of the widest label of these ticks. */
export const labelWidth = (ticks: readonly number[]): number =>
  digitWidth * Math.max(0, ...ticks.map((tick) => tickText(tick).length));

/** Round numbers in a domain: about `most`, or as many as have room for their labels along so many pixels. */
const ticksWith = (domain: Domain, most: number, pixels: number, roomFor: (ticks: readonly number[]) => number) => {
  const scale = scaleLinear(domain, [0, pixels]);
  for (let count = most; count > 1; count--) {
    const ticks = scale.ticks(count);
    const [first = 0, second] = ticks;
    if (second === undefined || scale(second) - scale(first) >= roomFor(ticks)) return ticks;
  }
  return scale.ticks(1);
};

/** Ticks from left to right. */
export const ticksAcross = (domain: Domain, most: number, pixels: number): readonly number[] =>
  ticksWith(domain, most, pixels, (ticks) => labelWidth(ticks) + gap);

/** Ticks from bottom to top. */
export const ticksUp = (domain: Domain, most: number, pixels: number): readonly number[] =>
  ticksWith(domain, most, pixels, () => lineHeight);
