/** What the responses of a world are, which decides which policies fit it and how it is drawn. */

/** Points on a line. */
export interface LineGeometry {
  readonly kind: 'line';
  /** Place of each response, ascending, the same for every prompt: [responses]. */
  readonly positions: Float64Array;
  /** Where the reference stands for each prompt, in worlds in which it is a bump: there bumps start. */
  readonly centres?: Float64Array;
}

/** A few answers: every policy is a point of a simplex. */
export interface SimplexGeometry {
  readonly kind: 'simplex';
  /** φ(x, y), [N, F] row-major. */
  readonly features: Float64Array;
}

/** Sentences, written word by word. */
export interface SentencesGeometry {
  readonly kind: 'sentences';
  /** Content tokens of each response, [N]. */
  readonly contentLengths: Float64Array;
}

/** A few answers that nothing but their duels sets apart. */
export interface DuelsGeometry {
  readonly kind: 'duels';
  /** The policy that no answer beats, [N]. */
  readonly equilibrium: Float64Array;
}

export type Geometry = LineGeometry | SimplexGeometry | SentencesGeometry | DuelsGeometry;
export type GeometryKind = Geometry['kind'];
