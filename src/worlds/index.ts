/** The worlds, in the order they are offered; an experiment that names none takes the first. */
import { cliff } from './cliff';
import { cycle } from './cycle';
import { oppositeBiases } from './opposite-biases';
import { sentences } from './sentences';
import { triangle } from './triangle';
import { twoPeaks } from './two-peaks';
import type { WorldDefinition } from './world';

export const worlds: readonly [WorldDefinition, ...WorldDefinition[]] = [
  twoPeaks,
  cliff,
  sentences,
  triangle,
  cycle,
  oppositeBiases,
];

export const worldById = (id: string): WorldDefinition | undefined => worlds.find((world) => world.id === id);
