/** Which run earns most, and which least. */
import { atLeast, type Observation } from './observation';
import { words } from './sentence';

export const earns: Observation = {
  id: 'earns',
  topic: 'reward',
  weight: 0.4,
  find: (seen) => {
    const ranked = seen.runs
      .filter((run) => Number.isFinite(seen.now('reward', run)))
      .toSorted((a, b) => seen.now('reward', b) - seen.now('reward', a));
    const [most, second] = ranked;
    const least = ranked.at(-1);
    if (most === undefined || second === undefined || least === undefined) return [];
    const lead = seen.now('reward', most) - seen.now('reward', second);
    const range = seen.now('reward', most) - seen.now('reward', least);
    return [
      { runs: [most, least], clarity: Math.min(atLeast(range, 0.2), atLeast(lead, 0.005)), as: `${most} ${least}` },
    ];
  },
  say: (seen, _, as) => {
    const [most = 0, least = 0] = as.split(' ').map(Number);
    return [
      seen.name(most),
      words(' earns most, '),
      seen.said('reward', most),
      words('; '),
      seen.name(least),
      words(' least, '),
      seen.said('reward', least),
      words('.'),
    ];
  },
};
