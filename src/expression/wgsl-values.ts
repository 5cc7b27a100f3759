/** A program's instructions as values that a workgroup can compute: reductions alone look across places. */
import { higher, type Level } from './node';
import type { Instruction, Program } from './program';
import { arithmetic, literal, pointwise } from './wgsl-functions';

export type Value = { readonly level: Level } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'pointwise'; readonly of: readonly number[]; readonly write: (...operands: string[]) => string }
  /** Over the elements of a row. */
  | { readonly kind: 'overElements'; readonly by: 'sum' | 'max'; readonly of: number }
  /** Over the rows of the batch. */
  | { readonly kind: 'mean'; readonly of: number }
  /** Values by the order of keys; back again where it says so. */
  | { readonly kind: 'sorted'; readonly of: number; readonly by: number; readonly back: boolean }
);

/** Thrown where a program looks along the tokens of a response, which has no form here. */
class NoShaderForm extends Error {
  override readonly name = 'NoShaderForm';
}

/** The values, and which of them are the program's outputs. */
export const lowered = (
  { instructions, outputs }: Program,
  groupSize: number,
): { readonly values: readonly Value[]; readonly outputs: readonly number[] } => {
  const values: Value[] = [];
  const add = (value: Value): number => values.push(value) - 1;
  const levelOf = (index: number): Level => values[index]?.level ?? 'batch';
  const at = (write: (...operands: string[]) => string, ...of: number[]): number =>
    add({ kind: 'pointwise', level: of.map(levelOf).reduce(higher), of, write });
  const number = (value: number): number => add({ kind: 'number', level: 'batch', text: literal(value) });
  const over = (by: 'sum' | 'max', of: number): number => add({ kind: 'overElements', level: 'row', by, of });
  const raised = (index: number): number => add({ kind: 'pointwise', level: 'element', of: [index], write: (x) => x });

  const unary = ({ operator }: Instruction & { kind: 'unary' }, x: number): number => {
    switch (operator) {
      case 'stopGradient':
        return x;
      case 'batchMean':
        if (levelOf(x) === 'batch') return x;
        if (levelOf(x) === 'element') throw new NoShaderForm('a mean over the batch is one of rows');
        return add({ kind: 'mean', level: 'batch', of: x });
      case 'groupSum':
        return levelOf(x) === 'element' ? over('sum', x) : at(arithmetic.mul, x, number(groupSize));
      case 'groupSoftmax':
      case 'groupLogSoftmax': {
        const below = at(arithmetic.sub, raised(x), over('max', raised(x)));
        const shares = at(pointwise.exp, below);
        const sum = over('sum', shares);
        return operator === 'groupSoftmax'
          ? at(arithmetic.div, shares, sum)
          : at(arithmetic.sub, below, at(pointwise.log, sum));
      }
      default:
        return at(pointwise[operator], x);
    }
  };

  const indices: number[] = [];
  const placed = (index: number): number => {
    const place = indices[index];
    if (place === undefined) throw new Error(`instruction ${index} comes too early`);
    return place;
  };
  const lower = (instruction: Instruction): number => {
    switch (instruction.kind) {
      case 'number':
        return number(instruction.value);
      case 'symbol':
        return add({ kind: 'symbol', level: instruction.level, name: instruction.name });
      case 'unary':
        return unary(instruction, placed(instruction.argument));
      case 'binary': {
        const [left, right] = [placed(instruction.left), placed(instruction.right)];
        switch (instruction.operator) {
          case 'sortBy':
          case 'unsortBy':
            return add({
              kind: 'sorted',
              level: 'row',
              of: left,
              by: right,
              back: instruction.operator === 'unsortBy',
            });
          case 'laterSum':
          case 'earlierSum':
            throw new NoShaderForm('sums along tokens have no form as a shader');
          default:
            return at(arithmetic[instruction.operator], left, right);
        }
      }
    }
  };
  for (const instruction of instructions) indices.push(lower(instruction));
  return { values, outputs: outputs.map(placed) };
};

/** Whether a program can be computed by a shader; it does so for groups of any size or none. */
export const hasShaderForm = (program: Program): boolean => {
  try {
    lowered(program, 1);
    return true;
  } catch (error) {
    if (error instanceof NoShaderForm) return false;
    throw error;
  }
};
