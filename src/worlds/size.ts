/** How large a world is, known from its parameters before it is built. */
import { exp, pow } from '../math/elementary';
import { endHazard } from './corpus';
import { sentenceCount } from './sentence-tree';

/** A tree for each prompt, in which every node is followed by as many others. */
export interface WorldSize {
  readonly prompts: number;
  /** Nodes, or at the last level responses, that follow a node. */
  readonly branching: number;
  /** Choices at a node: one more than the branching where a response may end early. */
  readonly choices: number;
  /** Choices in the longest response. */
  readonly depth: number;
}

/** N, over all prompts. */
export const responsesIn = ({ prompts, branching, depth }: WorldSize): number =>
  prompts * sentenceCount(branching, depth);

/** Nodes over all prompts, of which `of` says how many count at a level that has so many. */
const overLevels = ({ prompts, branching, depth }: WorldSize, of: (there: number, level: number) => number): number =>
  Array.from({ length: depth }, (_, level) => of(prompts * pow(branching, level), level)).reduce((a, b) => a + b, 0);

/** M, over all prompts. */
export const nodesIn = (size: WorldSize): number => overLevels(size, (there) => there);

/** The most nodes that can lie on the paths of this many responses. */
export const nodesOnWays = (size: WorldSize, responses: number): number =>
  overLevels(size, (there) => Math.min(there, responses));

/** Nodes on the paths of this many responses of a corpus, about: few of them are long. */
export const nodesReached = (size: WorldSize, responses: number): number =>
  overLevels(size, (there, level) => {
    const left = responses * pow(1 - endHazard, Math.max(0, level - 1));
    return there * (1 - exp(-left / there));
  });
