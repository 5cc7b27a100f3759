/**
 * Two references that err on opposite sides of something good, with a bump for each prompt: a soup of the two errs less
 * than either. As fine-tuned models are averaged in SALSA (2411.01798), but with references that are known exactly.
 */

import { logNormalise } from '../math/distribution';
import { exp, square } from '../math/elementary';
import { Stream } from '../math/stream';
import { choice, type FieldValues, knob, numberAt } from '../settings/fields';
import type { LineGeometry } from './geometry';
import { gridFields, gridOf, lineSize, lineTables } from './line';
import type { World, WorldDefinition } from './world';

const fields = {
  prompts: knob({ label: 'prompts', default: 16, range: [1, 32], integer: true, higher: 'asks more questions' }),
  bias: knob({
    label: 'bias σ',
    default: 1,
    range: [0, 2],
    tex: '\\sigma',
    higher: 'sets both references further from the middle of their prompt',
  }),
  width: knob({ label: 'width of the references', default: 0.8, range: [0.2, 3], higher: 'widens both references' }),
  noise: choice('the two references err', ['opposite', 'zero-mean'], 'opposite'),
  offset: knob({
    label: 'reward beside the middle',
    default: 0,
    range: [-4, 4],
    higher: 'moves what is good to the right of where the references err about',
  }),
  draw: knob({
    label: 'draw',
    default: 1,
    range: [0, 100_000],
    integer: true,
    higher: 'draws other middles and other errors',
  }),
  ...gridFields,
} as const;

/** Middles are drawn from −2 to 2, and the reward is 3 exp(−½(x − middle − offset)²). */
const widest = 2;
const height = 3;

/** The middle of each prompt, and where its two references stand. */
const drawn = (params: FieldValues) => {
  const stream = Stream.named(numberAt(params, 'draw'), 'opposite biases');
  const bias = numberAt(params, 'bias');
  const isOpposite = params.noise === 'opposite';
  return Array.from({ length: numberAt(params, 'prompts') }, () => {
    const middle = widest * (2 * stream.uniform() - 1);
    const error = (side: -1 | 1): number => bias * (isOpposite ? 2 * side * stream.uniform() : stream.normal());
    return { middle, first: middle + error(-1), second: middle + error(1) };
  });
};

const build = (params: FieldValues): World<LineGeometry> => {
  const positions = gridOf(numberAt(params, 'range'), numberAt(params, 'bins'));
  const [width, offset] = [numberAt(params, 'width'), numberAt(params, 'offset')];
  const bumps = drawn(params);
  const over = (of: (x: number, bump: (typeof bumps)[number]) => number): Float64Array =>
    Float64Array.from(bumps.flatMap((bump) => Array.from(positions, (x) => of(x, bump))));
  const bumpsAt = (side: 'first' | 'second'): Float64Array =>
    logNormalise(
      over((x, bump) => -0.5 * square((x - bump[side]) / width)),
      positions.length,
    );
  const second = bumpsAt('second');
  return {
    ...lineTables(
      { kind: 'line', positions, centres: Float64Array.from(bumps, ({ first }) => first) },
      bumps.map((_, i) => `x${i + 1}`),
      bumpsAt('first'),
      over((x, { middle }) => height * exp(-0.5 * square(x - middle - offset))),
    ),
    second: { choiceLogRef: second, logRef: second },
  };
};

export const oppositeBiases: WorldDefinition<LineGeometry> = {
  id: 'opposite-biases',
  name: 'Opposite biases',
  summary:
    'For every prompt two references err on opposite sides of what is good; averaging their weights sets the errors off.',
  geometry: 'line',
  hasSecond: true,
  fields,
  size: (params) => ({ ...lineSize(params), prompts: numberAt(params, 'prompts') }),
  build,
  usual: { policy: 'bump', training: { steps: 600 } },
  opening: {
    runs: [
      { objective: 'rl-exact', knobs: { beta: 1 } },
      { objective: 'rl-exact', knobs: { beta: 1 }, reference: { id: 'soup' } },
    ],
  },
};
