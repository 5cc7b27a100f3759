/** Two rewarded peaks with a valley between them, and a broad reference that covers both. */
import { knob, list, listAt, numberAt } from '../settings/fields';
import type { LineGeometry } from './geometry';
import { gridFields, lineSize, lineWorld, openingOnLines, usualOnLines } from './line';
import type { WorldDefinition } from './world';

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
    ...gridFields,
  },
  size: lineSize,
  build: (params) => {
    const peaks = listAt(params, 'peaks');
    const settings = {
      range: numberAt(params, 'range'),
      bins: numberAt(params, 'bins'),
      referenceWidth: numberAt(params, 'referenceWidth'),
    };
    return lineWorld(settings, (x) =>
      peaks.reduce(
        (sum, { at = 0, height = 0, width = 1 }) => sum + height * Math.exp(-0.5 * ((x - at) / width) ** 2),
        0,
      ),
    );
  },
  usual: usualOnLines,
  opening: openingOnLines,
};
