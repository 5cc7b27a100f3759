/** Responses and pairs in words, by their place in the world's tables. */
import { withMinus } from '../../settings/number-text';
import type { World } from '../../worlds/world';

export type NamedWorld = Pick<World, 'prompts' | 'responses'>;

/** On a line a response is its place. */
export const responseText = ({ responses }: NamedWorld, index: number): string =>
  withMinus(responses[index % responses.length] ?? '');

/** The prompt of a response; empty where there is only one prompt. */
export const promptText = ({ prompts, responses }: NamedWorld, index: number): string =>
  prompts.length === 1 ? '' : (prompts[Math.floor(index / responses.length)] ?? '');

export const pairText = (world: NamedWorld, place: number, chosen: number, rejected: number): string =>
  `pair ${place + 1}: ${responseText(world, chosen)} ≻ ${responseText(world, rejected)}`;
