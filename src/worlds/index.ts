/** The worlds, in the order they are offered. */
import { cliff } from './cliff';
import { twoPeaks } from './two-peaks';
import type { WorldDefinition } from './world';

export const worlds: readonly WorldDefinition[] = [twoPeaks, cliff];

export const worldById = (id: string): WorldDefinition | undefined => worlds.find((world) => world.id === id);
