/** What a method is that is more than its objective: a recipe of the four ingredients, with its paper and evidence. */

import type { Evidence, Paper, Portion } from '../objectives/define';
import type { FieldValues } from '../settings/fields';

export interface Method {
  readonly id: string;
  readonly name: string;
  readonly paper: Paper;
  readonly evidence: Evidence;
  /** One plain sentence: what it does that its objective alone does not. */
  readonly summary: string;
  /** Caveats a reader must know. */
  readonly note?: string;
  /** The id of the objective, and those of its knobs that are not as usual. */
  readonly objective: string;
  readonly knobs?: FieldValues;
  /** What is left out is as for every objective: the experiment's data, its raters, π_ref. */
  readonly draws?: Portion;
  readonly judge?: Portion;
  readonly reference?: Portion;
}
