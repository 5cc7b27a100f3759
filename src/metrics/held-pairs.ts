/** The preference pairs that metrics are computed on, by flat index, and what of them stays the same over a training. */

/** Chosen and rejected response of each pair, [pairs]. */
export interface Pairs {
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
}

/** Responses by what the pairs make of them: flat indices, ascending; together all responses. */
interface Roles {
  readonly onlyChosen: Int32Array;
  readonly onlyRejected: Int32Array;
  readonly both: Int32Array;
  readonly neither: Int32Array;
}

const rolesIn = ({ chosen, rejected }: Pairs, responses: number): Roles => {
  const [isChosen, isRejected] = [new Set(chosen), new Set(rejected)];
  const having = (wasChosen: boolean, wasRejected: boolean): Int32Array =>
    Int32Array.from(
      Array.from({ length: responses }, (_, i) => i).filter(
        (i) => isChosen.has(i) === wasChosen && isRejected.has(i) === wasRejected,
      ),
    );
  return {
    onlyChosen: having(true, false),
    onlyRejected: having(false, true),
    both: having(true, true),
    neither: having(false, false),
  };
};

/** Mean of a table's entries at these responses. */
export const meanAt = (responses: Int32Array, table: Float64Array): number => {
  let sum = 0;
  // Counted through, as an iterator over so many numbers would take most of the time.
  for (let i = 0; i < responses.length; i++) sum += table[responses[i] ?? 0] ?? 0;
  return sum / responses.length;
};

export class HeldPairs implements Pairs {
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
  readonly roles: Roles;
  /** log π at step 0, [N]. */
  readonly start: Float64Array;

  constructor({ chosen, rejected }: Pairs, start: Float64Array) {
    this.chosen = chosen;
    this.rejected = rejected;
    this.start = start;
    this.roles = rolesIn(this, start.length);
  }
}
