/** Which responses a restricted support lets in. */

import type { Support } from '../settings/experiment';
import type { World } from '../worlds/world';

/** Positions are sums of rounded numbers: a response this close to an end is on it. */
const slack = 1e-9;

type Described = Pick<World, 'responses' | 'geometry'>;

/** Whether the world's responses have what the support speaks of: a place on a line, or content tokens. */
export const supportFits = ({ geometry }: Described, support: Support): boolean =>
  geometry.kind === ('maxLength' in support ? 'sentences' : 'line');

/** The test of a response by its flat index; everything is let in without a support, nothing by one that does not fit. */
export const supportTest = (world: Described, support: Support | null): ((response: number) => boolean) => {
  if (support === null) return () => true;
  const { geometry, responses } = world;
  if ('maxLength' in support && geometry.kind === 'sentences') {
    return (response) => (geometry.contentLengths[response] ?? Number.POSITIVE_INFINITY) <= support.maxLength;
  }
  if ('low' in support && geometry.kind === 'line') {
    return (response) => {
      const position = geometry.positions[response % responses.length] ?? Number.NaN;
      return position >= support.low - slack && position <= support.high + slack;
    };
  }
  return () => false;
};
