/** An expression as a list of instructions in order, each distinct value computed once: what every evaluator runs. */
import type { BinaryOperator, Expression, Level, UnaryOperator } from './node';
import { remembered } from './remembered';

/** Operands are indices of earlier instructions. */
export type Instruction =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly name: string; readonly level: Level }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly argument: number }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: number; readonly right: number };

export interface Program {
  readonly instructions: readonly Instruction[];
  /** One instruction an expression, in the order given. */
  readonly outputs: readonly number[];
  /** Names of the symbols it reads. */
  readonly symbols: ReadonlySet<string>;
}

/** Compiles expressions together, so that what they share is computed once. */
export const compile = (expressions: readonly Expression[]): Program => {
  const instructions: Instruction[] = [];
  const byKey = new Map<string, number>();
  const symbols = new Set<string>();

  const emit = (key: string, instruction: Instruction): number => {
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, instructions.length);
    instructions.push(instruction);
    return instructions.length - 1;
  };
  const indexOf = remembered<number>((e, walk) => {
    switch (e.kind) {
      case 'number':
        return emit(`#${e.value}`, { kind: 'number', value: e.value });
      case 'symbol':
        symbols.add(e.name);
        return emit(`$${e.name}`, { kind: 'symbol', name: e.name, level: e.level });
      case 'named':
        return walk(e.of);
      case 'unary': {
        const argument = walk(e.argument);
        return e.operator === 'stopGradient'
          ? argument
          : emit(`${e.operator} ${argument}`, { kind: 'unary', operator: e.operator, argument });
      }
      case 'binary': {
        const left = walk(e.left);
        const right = walk(e.right);
        return emit(`${e.operator} ${left} ${right}`, { kind: 'binary', operator: e.operator, left, right });
      }
    }
  });
  const outputs = expressions.map(indexOf);
  return { instructions, outputs, symbols };
};
