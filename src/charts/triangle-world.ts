/** What the triangle's pictures need of a world: three answers to each prompt, with features. */
import type { World } from '../worlds/world';

export type TriangleWorld = Pick<
  World,
  | 'prompts'
  | 'responses'
  | 'tree'
  | 'logRef'
  | 'reward'
  | 'labelReward'
  | 'lengths'
  | 'features'
  | 'pairs'
  | 'neighbours'
>;

export const answerCount = 3;
