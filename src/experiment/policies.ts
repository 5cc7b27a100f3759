/** The policy families by capacity, and which worlds they fit: data only, so that the page needs no tensors for them. */
import { type Conflict, type Fields, type FieldValues, knob, numberAt } from './fields';
import {
  bumpWork,
  featuresWork,
  hillsWork,
  networkWork,
  type PolicyWorkOf,
  tableWork,
  transformerWork,
} from './policy-work';

export interface PolicyDefinition {
  readonly id: string;
  readonly name: string;
  /** A word or two for the capacity control, which reads from less room to more. */
  readonly short: string;
  /** One sentence about what is learned. */
  readonly summary: string;
  readonly fields: Fields;
  /** The first parameter that does not go with the others; undefined where all do. */
  readonly conflictIn?: (params: FieldValues) => Conflict | undefined;
  readonly work: PolicyWorkOf;
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

const layers = knob({ label: 'layers', default: 1, range: [1, 2], integer: true, higher: 'stacks another layer' });
const hidden = knob({
  label: 'hidden units',
  default: 32,
  range: [4, 128],
  scale: 'log',
  integer: true,
  higher: 'gives the policy more weights',
});

const leastWidth = 8;

/** Heads share the width evenly. */
const headsConflict = (params: FieldValues): Conflict | undefined => {
  const [wide, heads] = [numberAt(params, 'width'), numberAt(params, 'heads')];
  if (wide % heads === 0) return undefined;
  const each = Math.max(Math.ceil(leastWidth / heads), Math.floor(wide / heads));
  return { name: 'width', allowed: `a multiple of the ${heads} heads`, nearest: each * heads };
};

/** In order of capacity. */
export const policies: readonly PolicyDefinition[] = [
  {
    id: 'bump',
    name: 'One bump',
    short: 'one bump',
    summary: 'A bump of fixed width; only its place μ is learned.',
    fields: { start, width },
    work: bumpWork,
    worlds: lineWorlds,
  },
  {
    id: 'bump-width',
    name: 'One bump, width learned',
    short: '+ width',
    summary: 'A bump whose place μ and width s are learned.',
    fields: { start, width: startingWidth },
    work: bumpWork,
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
    work: bumpWork,
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
    work: hillsWork,
    worlds: lineWorlds,
  },
  {
    id: 'log-linear',
    name: 'Shared features',
    short: 'features',
    summary: 'The reference, tilted along features that responses share; there is no hidden layer.',
    fields: {},
    work: featuresWork,
    worlds: ['sentences', 'triangle'],
  },
  {
    id: 'autoregressive-mlp',
    name: 'Small network, word by word',
    short: 'network',
    summary:
      'A network that sees the prompt and the words so far, and chooses the next; all sentences share its weights.',
    fields: { hidden, layers },
    work: networkWork,
    worlds: ['sentences'],
  },
  {
    id: 'transformer',
    name: 'Transformer',
    short: 'transformer',
    summary: 'Causal attention over the words so far, in one or two layers; all sentences share its weights.',
    fields: {
      layers,
      width: knob({
        label: 'width',
        default: 16,
        range: [leastWidth, 64],
        scale: 'log',
        integer: true,
        higher: 'describes each word by more numbers',
      }),
      heads: knob({
        label: 'heads',
        default: 2,
        range: [1, 4],
        integer: true,
        higher: 'looks back at more words at once, each with a smaller share of the width',
      }),
      hidden,
    },
    conflictIn: headsConflict,
    work: transformerWork,
    worlds: ['sentences'],
  },
  {
    id: 'table',
    name: 'Free table',
    short: 'free table',
    summary: 'One free number for every choice, starting at the reference: nothing is shared.',
    fields: {},
    work: tableWork,
    worlds: [...lineWorlds, 'sentences', 'triangle'],
  },
];

export const policyById = (id: string): PolicyDefinition | undefined => policies.find((policy) => policy.id === id);

/** The policies that can be trained in this world, in order of capacity. */
export const policiesFor = (worldId: string): readonly PolicyDefinition[] =>
  policies.filter((policy) => policy.worlds.includes(worldId));
