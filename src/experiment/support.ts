/** Which responses a restricted support lets in. */
import type { World } from '../worlds/world';
import type { Support } from './experiment';

/** Positions are sums of rounded numbers: a response this close to an end is on it. */
const slack = 1e-9;

type Described = Pick<World, 'responses' | 'positions' | 'contentLengths'>;

/** Whether the world's responses have what the support speaks of: a place on a line, or content tokens. */
export const supportFits = ({ positions, contentLengths }: Described, support: Support): boolean =>
  ('maxLength' in support ? contentLengths : positions) !== null;

/** The test of a response by its flat index; everything is let in without a support, nothing by one that does not fit. */
export const supportTest = (world: Described, support: Support | null): ((response: number) => boolean) => {
  if (support === null) return () => true;
  const { positions, contentLengths, responses } = world;
  if ('maxLength' in support) {
    return (response) => (contentLengths?.[response] ?? Number.POSITIVE_INFINITY) <= support.maxLength;
  }
  return (response) => {
    const position = positions?.[response % responses.length] ?? Number.NaN;
    return position >= support.low - slack && position <= support.high + slack;
  };
};
