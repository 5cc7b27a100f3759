/** Replaces symbols and abbreviations inside an expression. */
import { functionOf } from './functions';
import { add, div, type Expression, mul, named, neg, pow, sub } from './node';
import { remembered } from './remembered';

const infix = { add, sub, mul, div, pow } as const;

const isInfix = (operator: string): operator is keyof typeof infix => operator in infix;

const rebuilt = (e: Expression, visit: (child: Expression) => Expression): Expression => {
  switch (e.kind) {
    case 'number':
    case 'symbol':
      return e;
    case 'named': {
      const of = visit(e.of);
      return of === e.of ? e : named(e.name, of);
    }
    case 'unary': {
      const argument = visit(e.argument);
      if (argument === e.argument) return e;
      return e.operator === 'neg' ? neg(argument) : functionOf[e.operator].build(argument, argument);
    }
    case 'binary': {
      const left = visit(e.left);
      const right = visit(e.right);
      if (left === e.left && right === e.right) return e;
      return isInfix(e.operator) ? infix[e.operator](left, right) : functionOf[e.operator].build(left, right);
    }
  }
};

/**
 * The expression with each symbol and each abbreviation for which `replacement` gives something replaced by that.
 *
 * What contains a replaced part is built anew, so that constants fold; everything else is returned as it is, and
 * parts that were shared stay shared.
 */
export const substitute = (
  expression: Expression,
  replacement: (symbolName: string) => Expression | undefined,
): Expression =>
  remembered<Expression>((e, walk) => {
    const given = e.kind === 'symbol' || e.kind === 'named' ? replacement(e.name) : undefined;
    return given ?? rebuilt(e, walk);
  })(expression);
