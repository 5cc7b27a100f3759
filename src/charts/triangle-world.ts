/** What the triangle's pictures need of a world: three answers to each prompt, with features. */
import type { SimplexGeometry } from '../worlds/geometry';
import type { World } from '../worlds/world';

export type TriangleWorld = Pick<
  World<SimplexGeometry>,
  | 'prompts'
  | 'responses'
  | 'tree'
  | 'logRef'
  | 'reward'
  | 'labelReward'
  | 'preference'
  | 'lengths'
  | 'geometry'
  | 'pairs'
  | 'neighbours'
>;

export const answerCount = 3;
