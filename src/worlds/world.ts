/** What a world is: a finite set of prompts and responses, a reference policy and a true reward, all in float64. */
import type { Fields, FieldValues } from '../experiment/fields';

/** Tables are row-major [prompts, responses]. */
export interface World {
  readonly prompts: readonly string[];
  /** Readable names of the responses. */
  readonly responses: readonly string[];
  /** log π_ref, normalised over responses; nats. */
  readonly logRef: Float64Array;
  /** True reward r(x, y). */
  readonly reward: Float64Array;
  /** |y| in tokens, what length-normalised objectives divide by. */
  readonly lengths: Float64Array;
  /** Content tokens of each response, where responses have them. */
  readonly contentLengths: Float64Array | null;
  /** Place of each response on a line, where they lie on one; the same for every prompt. */
  readonly positions: Float64Array | null;
}

/** A kind of world with its parameters. */
export interface WorldDefinition {
  readonly id: string;
  readonly name: string;
  /** One sentence about what is rewarded and where the reference looks. */
  readonly summary: string;
  readonly fields: Fields;
  readonly build: (params: FieldValues) => World;
}
