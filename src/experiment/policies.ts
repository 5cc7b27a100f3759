/** The policy families by capacity, and which worlds they fit: data only, so that the page needs no tensors for them. */
import { type Fields, knob } from './fields';

export interface PolicyDefinition {
  readonly id: string;
  readonly name: string;
  /** A word or two for the capacity control, which reads from less room to more. */
  readonly short: string;
  /** One sentence about what is learned. */
  readonly summary: string;
  readonly fields: Fields;
  /** The worlds it can be trained in, by id. */
  readonly worlds: readonly string[];
}

const lineWorlds: readonly string[] = ['two-peaks', 'cliff'];

const start = knob({ label: 'start', default: 0.3, range: [-6, 6], tex: '\\mu_0', higher: 'starts further right' });
const width = knob({
  label: 'width',
  default: 0.8,
  range: [0.2, 6],
  scale: 'log',
  tex: 's',
  higher: 'spreads the policy over more responses',
});
const startingWidth = { ...width, label: 'starting width', tex: 's_0', higher: 'starts broader' };

/** In order of capacity. */
export const policies: readonly PolicyDefinition[] = [
  {
    id: 'bump',
    name: 'One bump',
    short: 'one bump',
    summary: 'A bump of fixed width; only its place μ is learned.',
    fields: { start, width },
    worlds: lineWorlds,
  },
  {
    id: 'bump-width',
    name: 'One bump, width learned',
    short: '+ width',
    summary: 'A bump whose place μ and width s are learned.',
    fields: { start, width: startingWidth },
    worlds: lineWorlds,
  },
  {
    id: 'two-bumps',
    name: 'Two bumps',
    short: 'two',
    summary: 'Two bumps: both places, both widths and the weight between them are learned.',
    fields: {
      start: { ...start, higher: 'starts both bumps further right' },
      spread: knob({
        label: 'spread',
        default: 0.3,
        range: [0, 3],
        higher: 'starts the two bumps further apart',
      }),
      width: { ...startingWidth, higher: 'starts both bumps broader' },
    },
    worlds: lineWorlds,
  },
  {
    id: 'rbf',
    name: 'Smooth hills',
    short: 'smooth',
    summary:
      'The reference, raised or lowered by smooth hills at fixed places: neighbouring responses share parameters.',
    fields: {
      centres: knob({ label: 'centres', default: 13, range: [2, 41], integer: true, higher: 'bends in more places' }),
      width: knob({
        label: 'width of a hill',
        default: 1,
        range: [0.1, 5],
        scale: 'log',
        higher: 'makes neighbours move together more',
      }),
    },
    worlds: lineWorlds,
  },
  {
    id: 'table',
    name: 'Free table',
    short: 'free table',
    summary: 'One free number for every response, starting at the reference.',
    fields: {},
    worlds: lineWorlds,
  },
];

export const policyById = (id: string): PolicyDefinition | undefined => policies.find((policy) => policy.id === id);

/** The policies that can be trained in this world, in order of capacity. */
export const policiesFor = (worldId: string): readonly PolicyDefinition[] =>
  policies.filter((policy) => policy.worlds.includes(worldId));
