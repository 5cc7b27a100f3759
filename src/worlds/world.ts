/** What a world is: a finite set of prompts and responses, a reference policy and a true reward, all in float64. */
import type { Preference } from '../math/preference';
import type { Conflict, Fields, FieldValues } from '../settings/fields';
import type { Geometry } from './geometry';
import type { WorldSize } from './size';
import type { Tree } from './tree';
import type { Opening, Usual } from './usual';

/** Tables over responses are row-major [prompts, responses], N in all; a response's index in them is its flat index. */
export interface World<Shape extends Geometry = Geometry> {
  readonly prompts: readonly string[];
  /** Readable names of the responses, the same for every prompt. */
  readonly responses: readonly string[];
  /** How a policy chooses a response, word by word or at once. */
  readonly tree: Tree;
  /** log π_ref, normalised over responses, nats. Where the world has a corpus, this is what it was drawn from. */
  readonly logRef: Float64Array;
  /** log π_ref of each choice at each node of the tree, −∞ where it may not be taken. */
  readonly choiceLogRef: Float64Array;
  /** True reward r(x, y). */
  readonly reward: Float64Array;
  /** What labels and scored candidates follow: the true reward, or one that raters mistake for it. */
  readonly labelReward: Float64Array;
  /** r̂ of a reward model, standardised under π_ref; there once it has been fitted to pairs. */
  readonly modelReward?: Float64Array;
  /** A second reward, and how much of it a policy must keep; null where nothing is promised. */
  readonly safety: Safety | null;
  /** How often raters prefer each response to each other where no reward explains it; null where `labelReward` does. */
  readonly preference: Preference | null;
  /** |y| in tokens, what length-normalised objectives divide by. */
  readonly lengths: Float64Array;
  readonly geometry: Shape;
  /** Preference pairs that belong to the world, by flat index; null where pairs are drawn. */
  readonly pairs: readonly GivenPair[] | null;
  /** How the reference is fine-tuned on text drawn from `logRef`; null where `logRef` is the reference itself. */
  readonly fineTuning: FineTuning | null;
  /** A second reference, in worlds that give two; where references are fine-tuned, it is there once it has been. */
  readonly second?: ReferenceTables;
  /** Flat indices of the responses that are nearly the same as this one, at least one. */
  readonly neighbours: (response: number) => readonly number[];
}

/** The promise E[g] ≥ b, for the mean over prompts. */
export interface Safety {
  /** g(x, y) [N]. */
  readonly reward: Float64Array;
  /** b */
  readonly bound: number;
}

/** log π_ref of each choice, [M · V], −∞ where it may not be taken; and of each response, [N]. */
export interface ReferenceTables {
  readonly choiceLogRef: Float64Array;
  readonly logRef: Float64Array;
}

export interface GivenPair {
  readonly chosen: number;
  readonly rejected: number;
}

/** Supervised fine-tuning: full batches of Adam on the negative log-likelihood of a corpus. */
export interface FineTuning {
  /** Responses in the corpus for each prompt. */
  readonly samples: number;
  readonly steps: number;
  readonly learningRate: number;
  /** What the policy is fitted to before that; null where fine-tuning starts from its initial weights. */
  readonly base: BaseFitting | null;
}

/** Fitting a base model to a mixture that is known exactly, before it is fine-tuned. */
export interface BaseFitting {
  /** Share of the corpus in the mixture; the rest is the same in every world of the same sizes. */
  readonly share: number;
  /** log-probabilities of the mixture, [N]. */
  readonly logP: Float64Array;
  readonly steps: number;
  readonly learningRate: number;
}

/** A kind of world with its parameters. */
export interface WorldDefinition<Shape extends Geometry = Geometry> {
  readonly id: string;
  readonly name: string;
  /** One sentence about what is rewarded and where the reference looks. */
  readonly summary: string;
  readonly geometry: Shape['kind'];
  /** Whether there is, or can be, a second reference in it. */
  readonly hasSecond?: true;
  readonly fields: Fields;
  /** The first parameter that does not go with the others; undefined where all do. */
  readonly conflictIn?: (params: FieldValues) => Conflict | undefined;
  readonly size: (params: FieldValues) => WorldSize;
  readonly build: (params: FieldValues) => World<Shape>;
  /** What an experiment takes in it where nothing is said, and the runs it begins with. */
  readonly usual: Usual;
  readonly opening: Opening;
}
