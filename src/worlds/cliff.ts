/** A reward that rises with x up to an edge and then falls off a cliff: what pairs from the middle never show. */
import { knob, numberAt } from '../settings/fields';
import type { LineGeometry } from './geometry';
import { gridFields, lineSize, lineWorld, openingOnLines, usualOnLines } from './line';
import type { WorldDefinition } from './world';

export const cliff: WorldDefinition<LineGeometry> = {
  id: 'cliff',
  name: 'Cliff',
  summary:
    'The reward rises to an edge and then drops; data from before the edge alone say only “further right is better”.',
  geometry: 'line',
  fields: {
    referenceWidth: knob({ label: 'reference width', default: 1.5, range: [0.2, 20], higher: 'widens the reference' }),
    edge: knob({ label: 'edge', default: 1.5, range: [-20, 20], higher: 'moves the edge right' }),
    slope: knob({ label: 'slope beyond', default: -2, range: [-20, 20], higher: 'makes the fall gentler' }),
    ...gridFields,
  },
  size: lineSize,
  build: (params) => {
    const edge = numberAt(params, 'edge');
    const slope = numberAt(params, 'slope');
    const settings = {
      range: numberAt(params, 'range'),
      bins: numberAt(params, 'bins'),
      referenceWidth: numberAt(params, 'referenceWidth'),
    };
    return lineWorld(settings, (x) => (x < edge ? x : edge + slope * (x - edge)));
  },
  usual: usualOnLines,
  opening: openingOnLines,
};
