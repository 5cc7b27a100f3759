/** Evaluation of expressions in float64: for tests, the command line and the formula card. */
import { Float64Program, type Sizes } from './float64-program';
import { spread } from './loops';
import type { Expression } from './node';
import { compile } from './program';

export interface Float64Inputs extends Sizes {
  /** A number, an array [rows], or, where groupSize > 1, an array [rows · groupSize]. */
  readonly symbols: Readonly<Record<string, number | Float64Array>>;
}

/** One number for each place, from fewer that serve several places. */
const spreadTo = (size: number, values: Float64Array): Float64Array => {
  if (values.length === size) return values;
  const all = new Float64Array(size);
  spread(values, all);
  return all;
};

/**
 * Values of `expressions`, in the order given: a number where one value serves the whole batch, else an array [rows]
 * or [rows · groupSize].
 */
export const evaluate = (
  expressions: readonly Expression[],
  { rows, groupSize, symbols }: Float64Inputs,
): readonly (number | Float64Array)[] => {
  const program = new Float64Program(compile(expressions), { rows, groupSize });
  for (const [name, { level }] of program.symbols) {
    const given = symbols[name];
    if (given === undefined) throw new Error(`no value for the symbol ${name}`);
    const size = program.sizeOf(level);
    const values = typeof given === 'number' ? Float64Array.of(given) : given;
    if (![1, rows, size].includes(values.length) || values.length > size) {
      throw new Error(`the symbol ${name} has ${values.length} values for ${rows} rows of ${groupSize}`);
    }
    program.set(name, spreadTo(size, values));
  }
  program.run();
  return expressions.map((_, i) => {
    const { level, values } = program.output(i);
    return level === 'batch' ? (values[0] ?? Number.NaN) : values;
  });
};
