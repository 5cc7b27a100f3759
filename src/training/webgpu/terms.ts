/** The losses of a group of runs as statements of a shader. */
import { gradient } from '../../expression/derivative';
import { batchMean, type Expression, type Level, symbol } from '../../expression/node';
import { compile } from '../../expression/program';
import { shaderStatements } from '../../expression/wgsl';
import type { Domain } from '../../objectives/domain';
import type { BlockLayout, FormsLayout } from './block';

/** A loss over rows of which the device has blocks. */
export interface DeviceTerm {
  readonly loss: Expression;
  readonly domain: Domain;
  readonly layout: BlockLayout;
  /** Numbers to compute beside it, one a batch. */
  readonly carried: readonly Expression[];
}

/** WGSL of what the statements of a term read and write. */
export interface TermPlaces {
  /** The word where the rows' block begins. */
  readonly block: string;
  /** A symbol that is no number of the rows; undefined where it is one. */
  readonly symbol: (name: string, index: string) => string | undefined;
  /** ∂L/∂ the moving entries. */
  readonly slope: (entry: string) => string;
  readonly kept: (slot: number, row: string) => string;
  readonly storeLoss: (value: string) => string;
  readonly storeCarried: (index: number, value: string) => string;
}

const outputsOf = ({ loss, domain, layout, carried }: DeviceTerm) => {
  const level: Level = domain.elements === 'none' ? 'row' : 'element';
  const moving = [...layout.moving];
  const slopes = gradient(
    loss,
    moving.map(([name]) => symbol(name, level)),
  );
  return { level, moving, expressions: [batchMean(loss), ...slopes, ...carried] };
};

/** The sum over columns of log π that an entry stands for. */
const formOf = ({ width, columns, factors, constants }: FormsLayout, block: string, index: string): string => {
  const at = (place: number, each: number) => `${block} + ${place}u + (${index}) * ${each}u`;
  const constant = constants === null ? '' : ` + bitcast<f32>(data[${at(constants, 1)}])`;
  const sum =
    factors === null
      ? `summed(${at(columns, width)}, ${width}u)`
      : `weighted(${at(columns, width)}, ${at(factors, width)}, ${width}u)`;
  return sum + constant;
};

/** The statements, and how many numbers a row they keep. */
export const termStatements = (term: DeviceTerm, places: TermPlaces) => {
  const { layout } = term;
  const { level, moving, expressions } = outputsOf(term);
  const { block } = places;
  const read = (name: string, index: string): string => {
    const given = places.symbol(name, index);
    if (given !== undefined) return given;
    const forms = layout.moving.get(name);
    if (forms !== undefined) return formOf(forms, block, index);
    const fixed = layout.fixed.get(name);
    if (fixed === undefined) throw new Error(`nothing is bound to ${name}`);
    return `bitcast<f32>(data[${block} + ${fixed}u + ${index}])`;
  };
  return shaderStatements(
    compile(expressions),
    { rows: layout.rows, groupSize: layout.groupSize },
    {
      symbol: read,
      kept: places.kept,
      outputs: [
        { level: 'batch', store: places.storeLoss },
        ...moving.map(([, { entry }]) => ({
          level,
          store: (value: string, index: string) => `${places.slope(`${entry}u + ${index}`)} = ${value};`,
        })),
        ...term.carried.map((_, i) => ({
          level: 'batch' as const,
          store: (value: string) => places.storeCarried(i, value),
        })),
      ],
    },
  );
};
