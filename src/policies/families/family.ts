/** What a policy family is apart from its tensors: plain data, so that the page can offer it without tfjs. */
import type { Conflict, Fields, FieldValues } from '../../settings/fields';
import type { GeometryKind } from '../../worlds/geometry';
import type { PolicyWorkOf } from './policy-work';

export interface PolicyFamily {
  readonly id: string;
  readonly name: string;
  /** A word or two for the capacity control, which reads from less room to more. */
  readonly short: string;
  /** One sentence about what is learned. */
  readonly summary: string;
  /** What the responses of a world must be. */
  readonly fits: readonly GeometryKind[];
  readonly fields: Fields;
  /** The first parameter that does not go with the others; undefined where all do. */
  readonly conflictIn?: (params: FieldValues) => Conflict | undefined;
  readonly work: PolicyWorkOf;
}

/** Keeps the id as a literal, so that a family without tensors is a type error. */
export const family = <const Id extends string>(
  definition: PolicyFamily & { readonly id: Id },
): PolicyFamily & { readonly id: Id } => definition;
