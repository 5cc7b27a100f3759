/** Walks through expressions that look at each node once, however often it is shared. */
import type { Expression } from './node';

/** `visit` with a memory; it walks on by calling `walk` on a node's operands. */
export const remembered = <Result>(
  visit: (e: Expression, walk: (operand: Expression) => Result) => Result,
): ((e: Expression) => Result) => {
  const results = new Map<Expression, Result>();
  const walk = (e: Expression): Result => {
    const known = results.get(e);
    if (known !== undefined) return known;
    const result = visit(e, walk);
    results.set(e, result);
    return result;
  };
  return walk;
};
