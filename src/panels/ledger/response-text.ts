/** Responses and pairs in words, by their place in the world's tables. */
import type { World } from '../../worlds/world';

export type NamedWorld = Pick<World, 'prompts' | 'responses'>;

export const responseText = ({ responses }: NamedWorld, index: number): string =>
  responses[index % responses.length] ?? '';

/** The prompt of a response; empty where there is only one prompt. */
export const promptText = ({ prompts, responses }: NamedWorld, index: number): string =>
  prompts.length === 1 ? '' : (prompts[Math.floor(index / responses.length)] ?? '');

export const pairText = (world: NamedWorld, place: number, chosen: number, rejected: number): string =>
  `pair ${place + 1}: ${responseText(world, chosen)} ≻ ${responseText(world, rejected)}`;
