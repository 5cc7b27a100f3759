/** What a method is that is more than its objective: a recipe of the four ingredients, with its paper and evidence. */

import type { Evidence, Paper, Portion } from '../objectives/define';
import type { Fields, FieldValues } from '../settings/fields';

/** What is said of every method. */
export interface Described {
  readonly id: string;
  readonly name: string;
  readonly paper: Paper;
  readonly evidence: Evidence;
  /** One plain sentence: what it does that its objective alone does not. */
  readonly summary: string;
  /** Caveats a reader must know. */
  readonly note?: string;
}

/** A method that the page runs. */
export interface Method extends Described {
  /** The id of the objective, and those of its knobs that are not as usual. */
  readonly objective: string;
  readonly knobs?: FieldValues;
  /** What is left out is as for every objective: the experiment's data, its raters, π_ref. */
  readonly draws?: Portion;
  readonly judge?: Portion;
  readonly reference?: Portion;
}

/** A method that no run can be: it begins without knowing the reward, and plays a bandit of its own. */
export interface BanditMethod extends Described {
  readonly knobs: Fields;
  /** What it has in the place of each ingredient. */
  readonly at: Readonly<
    Record<'objective' | 'draws' | 'judge' | 'reference', { readonly id: string; readonly text: string }>
  >;
}
