/** How the part of the responses that raters see is switched on and moved. */

import { settingFields } from '../experiment/settings';
import type { Support } from '../settings/experiment';
import type { World } from '../worlds/world';

/** The part that is taken when it is asked for; null where the world's responses have neither places nor lengths. */
export const supportFor = ({ geometry }: Pick<World, 'geometry'>): Support | null => {
  const { low, high, maxLength } = settingFields;
  switch (geometry.kind) {
    case 'line':
      return { low: low.default, high: high.default };
    case 'sentences':
      return { maxLength: maxLength.default };
    case 'simplex':
    case 'duels':
      return null;
  }
};

type Interval = Extract<Support, { low: number }>;

/** Moves one end; the other gives way, so that the lower end stays the lower. */
export const movedEnd = (support: Interval, end: keyof Interval, value: number): Interval =>
  end === 'low'
    ? { low: value, high: Math.max(value, support.high) }
    : { low: Math.min(value, support.low), high: value };
