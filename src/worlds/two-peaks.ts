/** Two rewarded peaks with a valley between them, and a broad reference that covers both. */
import { exp, square, tanh } from '../math/elementary';
import { type Conflict, type FieldValues, group, groupAt, knob, list, listAt, numberAt } from '../settings/fields';
import type { LineGeometry } from './geometry';
import { gridFields, lineSize, lineWorld, openingOnLines, usualOnLines } from './line';
import type { WorldDefinition } from './world';

/** g(x): the left is unsafe, and the left peak is the taller. */
const safetyAt = tanh;
/** A bound as near to the largest g as this is as good as out of reach. */
const nearest = 0.01;

const safetyBound = (params: FieldValues): number | undefined => {
  const safety = groupAt(params, 'safety');
  return safety && numberAt(safety, 'bound');
};

/** A policy cannot be safer than the safest response. */
const conflictIn = (params: FieldValues): Conflict | undefined => {
  const safety = groupAt(params, 'safety');
  const most = Math.floor(100 * (safetyAt(numberAt(params, 'range')) - nearest)) / 100;
  return safety === undefined || numberAt(safety, 'bound') <= most
    ? undefined
    : {
        name: 'safety',
        allowed: `at most ${most}, as nothing on the line is safer`,
        nearest: { ...safety, bound: most },
      };
};

export const twoPeaks: WorldDefinition<LineGeometry> = {
  id: 'two-peaks',
  name: 'Two peaks',
  summary:
    'The reward has peaks left and right, the left a little taller unless you move them; the reference covers both and the valley.',
  geometry: 'line',
  fields: {
    peaks: list(
      'peaks',
      {
        at: knob({ label: 'at', default: 0, range: [-20, 20], higher: 'moves the peak right' }),
        height: knob({ label: 'height', default: 3, range: [-10, 10], higher: 'rewards the peak more' }),
        width: knob({ label: 'width', default: 0.7, range: [0.1, 10], higher: 'widens the peak' }),
      },
      [
        { at: -2.5, height: 3.3, width: 0.7 },
        { at: 2.5, height: 3, width: 0.7 },
      ],
      [1, 4],
    ),
    referenceWidth: knob({ label: 'reference width', default: 3, range: [0.2, 20], higher: 'widens the reference' }),
    safety: group(
      'safety, tanh x',
      {
        bound: knob({
          label: 'bound',
          default: 0.5,
          range: [-1, 0.99],
          tex: 'b',
          higher: 'promises more safety, which lies on the right',
        }),
      },
      { optional: true },
    ),
    ...gridFields,
  },
  conflictIn,
  size: lineSize,
  build: (params) => {
    const peaks = listAt(params, 'peaks');
    const settings = {
      range: numberAt(params, 'range'),
      bins: numberAt(params, 'bins'),
      referenceWidth: numberAt(params, 'referenceWidth'),
    };
    const bound = safetyBound(params);
    return lineWorld(
      settings,
      (x) =>
        peaks.reduce(
          (sum, { at = 0, height = 0, width = 1 }) => sum + height * exp(-0.5 * square((x - at) / width)),
          0,
        ),
      bound === undefined ? null : { reward: safetyAt, bound },
    );
  },
  usual: usualOnLines,
  opening: openingOnLines,
};
