/** The values a slider stops at: spread linearly or logarithmically, each a number that people write. */
import { logStart, type NumberField } from '../../settings/fields';

export type Scale = Pick<NumberField, 'range' | 'scale' | 'integer'>;

const stops = 240;
/** On a log slider of integers more stops would make it linear, since neighbours cannot be closer than one. */
const integerLogStops = 24;
const isLogarithmic = ({ range: [low], scale }: Scale): boolean => scale === 'log' && low >= 0;

/** All values the slider can take, ascending, from one end of the range to the other. */
export const ladderOf = (scale: Scale): readonly number[] => {
  const [low, high] = scale.range;
  const isLog = isLogarithmic(scale);
  const first = isLog ? logStart(scale.range) : low;
  const count = isLog && scale.integer ? integerLogStops : stops;
  const resolution = 10 ** Math.floor(Math.log10((high - low) / count));
  const rounded = (value: number): number => {
    if (scale.integer) return Math.round(value);
    if (isLog) return Number(value.toPrecision(2));
    return Number((Math.round(value / resolution) * resolution).toPrecision(12));
  };
  const between = Array.from({ length: count }, (_, i) => {
    const share = i / count;
    return rounded(isLog ? first * (high / first) ** share : low + (high - low) * share);
  });
  const inside = between.filter((value) => value > low && value < high);
  return [...new Set([low, ...inside, high])];
};

/** Index of the stop nearest to `value` on the slider. */
export const stopNear = (ladder: readonly number[], value: number, scale: Scale): number => {
  // A stop at 0 stands one step below the first of the logarithmic ones.
  const [, first = 0, second = 0] = ladder;
  const least = scale.range[0] > 0 ? scale.range[0] : first * (first / second);
  const place = isLogarithmic(scale) ? (x: number) => Math.log(Math.max(x, least)) : (x: number) => x;
  const wanted = place(value);
  const distances = ladder.map((stop) => Math.abs(place(stop) - wanted));
  return distances.indexOf(Math.min(...distances));
};
