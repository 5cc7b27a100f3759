/** Every objective in 32 bits against float64, over all log-probabilities that a policy can come to. */
import { beforeAll, describe, expect, it } from 'vitest';
import { gradient } from '../expression/derivative';
import { evaluate, type Float64Inputs } from '../expression/float64';
import type { Expression, SymbolNode } from '../expression/node';
import { compile } from '../expression/program';
import { Stream } from '../math/stream';
import type { Objective, ObjectiveKind } from '../objectives/define';
import { domains, movingSymbols } from '../objectives/domain';
import { formOf, knobsOf, numbersAtStart, objectives } from '../objectives/index';
import { formsOf } from '../objectives/testing';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { openBackend } from './backend';
import { evaluateOnDevice } from './evaluate-on-device';

const rows = 250;

/** Log-probabilities under the policy and under the reference, of which sums and differences are exact in 32 bits. */
const grids = {
  'down to −16384': {
    logs: [0, -0.5, -8, -30, -60, -88, -104, -1000, -16384],
    references: [-0.5, -8, -30],
    rewards: [-5, 0, 0.5, 5],
  },
  'down to −2^60': { logs: [0, -(2 ** 60)], references: [0], rewards: [-5, 0, 0.5, 5] },
} as const;
interface Grid {
  readonly logs: readonly number[];
  readonly references: readonly number[];
  readonly rewards: readonly number[];
}

/** Nobody draws what is next to impossible, nor does it become so in a few steps. */
const drawn: Grid = { logs: [0, -0.5, -8, -30], references: [-0.5, -8, -30], rewards: [-5, 0, 0.5, 5] };

const groupSizes: Readonly<Record<ObjectiveKind, number>> = {
  pairwise: 1,
  tokenwise: 3,
  groupwise: 4,
  tokens: 4,
  rivals: 1,
  prefixes: 4,
  exact: 4,
};

/** Values for the symbols that a loss reads. */
const inputsOf = (
  kind: ObjectiveKind,
  { logs, references, rewards }: Grid,
  read: ReadonlySet<string>,
  stream: Stream,
): Float64Inputs => {
  const groupSize = groupSizes[kind];
  const picked = (values: readonly number[], length: number): Float64Array =>
    Float64Array.from({ length }, () => values[stream.integer(values.length)] ?? 0);
  const byName = (names: readonly string[], values: readonly number[], length = rows * groupSize) =>
    Object.fromEntries(names.filter((name) => read.has(name)).map((name) => [name, picked(values, length)]));
  const symbols = {
    ...byName(['a', 'b', 'logPi', 'logPi1', 'logPi2', 'tokW', 'tokL', 'tok'], logs),
    ...byName(['aRef', 'bRef', 'logRef', 'logRef1', 'logRef2', 'tokRefW', 'tokRefL', 'tokRef', 'logStar'], references),
    ...byName(['logOld', 'logOld1', 'logOld2'], references),
    ...byName(['tokPi'], logs),
    ...byName(['value', 'valueOld'], rewards),
    ...byName(['tokOld', 'tokPiRef'], references),
    // Two answers of two places.
    ...Object.fromEntries(
      [
        ['isToken', 1, 1],
        ['isFirst', 1, 0],
        ['isLast', 0, 1],
      ].map(([name, ...at]) => [name, Float64Array.from({ length: rows * groupSize }, (_, i) => Number(at[i % 2]))]),
    ),
    ...byName(['klW', 'klL'], logs.map(Math.abs)),
    ...byName(['nW', 'nL'], [1, 2, 4], rows),
    ...byName(['n'], [1, 2, 4]),
    ...byName(['r', 'r1', 'r2', 'excess', 'v', 'vNext', 'rEnd'], rewards),
    ...byName(['inBoth', 'firstWins', 'may'], [0, 1]),
    ...byName(['prefers', 'win', 'target', 'visit'], [0, 0.25, 1]),
    place: Float64Array.from({ length: rows * groupSize }, (_, i) => (i % groupSize) + 1),
  };
  return { rows, groupSize, symbols };
};

/** Numeric knobs all at their lowest, as they are by default, and all at their highest. */
const settingsOf = (objective: Objective, form: FieldValues): readonly FieldValues[] => {
  const fields = Object.entries(knobsOf(objective, form));
  const atEnd = (end: 0 | 1): FieldValues =>
    Object.fromEntries(
      fields.flatMap(([name, field]) => {
        const isSet = field.kind === 'number' || (field.kind === 'optional-number' && form[name] !== undefined);
        return isSet ? [[name, Math.fround(field.range[end])]] : [];
      }),
    );
  return [
    { ...form, ...atEnd(0) },
    { ...defaultsOf(objective.knobs), ...form },
    { ...form, ...atEnd(1) },
  ];
};

type Value = number | Float64Array;
const entryOf = (value: Value, i: number, size: number): number =>
  typeof value === 'number' ? value : (value[Math.floor((i * value.length) / size)] ?? Number.NaN);

/**
 * Every number that is not finite, or that 32 bits and float64 do not agree on, in words. Where a baseline is subtracted,
 * large terms cancel: such numbers are held against the largest of the batch.
 */
const faultsIn = async (
  loss: Expression,
  moving: readonly SymbolNode[],
  inputs: Float64Inputs,
  hasBaseline: boolean,
): Promise<readonly string[]> => {
  const expressions = [loss, ...gradient(loss, moving)];
  const wanted = evaluate(expressions, inputs);
  const found = await evaluateOnDevice(expressions, inputs);
  const size = inputs.rows * inputs.groupSize;
  return wanted.flatMap((value, output) => {
    const largest = hasBaseline ? Math.max(...(typeof value === 'number' ? [value] : value).map(Math.abs)) : 0;
    const name = output === 0 ? 'loss' : `∂/∂${moving[output - 1]?.name}`;
    return Array.from({ length: size }, (_, i) => i).flatMap((i) => {
      const exact = entryOf(value, i, size);
      const actual = entryOf(found[output] ?? Number.NaN, i, size);
      const close = Math.abs(actual - exact) <= 1e-5 + 1e-4 * Math.max(Math.abs(exact), largest);
      if (Number.isFinite(exact) && close) return [];
      const at = Object.entries(inputs.symbols).map(([key, entries]) => `${key} ${entryOf(entries, i, size)}`);
      return [`${name} is ${actual}, in float64 ${exact}, at ${at.join(', ')}`];
    });
  });
};

describe.each(Object.entries(grids))('losses and gradients for log-probabilities %s', (_, grid) => {
  beforeAll(() => openBackend('wasm', {}));

  it.each(objectives.map((objective) => [objective.id, objective] as const))('%s', async (id, objective) => {
    const stream = Stream.named(3, id);
    for (const form of formsOf(objective)) {
      for (const values of settingsOf(objective, form)) {
        const { loss, regulariser } = formOf(objective, values);
        const knobs = numbersAtStart(objective, values);
        const at = objective.draws === undefined ? grid : drawn;
        const faultsOf = (term: Expression, kind: ObjectiveKind, hasBaseline: boolean): Promise<readonly string[]> => {
          const read = compile([term]).symbols;
          const inputs = inputsOf(kind, at, read, stream);
          const given = { ...inputs, symbols: { ...inputs.symbols, ...knobs } };
          return faultsIn(term, movingSymbols(domains[kind], read), given, hasBaseline);
        };
        const ofLoss = await faultsOf(loss, objective.kind, objective.draws !== undefined);
        expect(ofLoss.slice(0, 3), JSON.stringify(values)).toEqual([]);
        if (regulariser === undefined) continue;
        const ofRegulariser = await faultsOf(regulariser, 'exact', false);
        expect(ofRegulariser.slice(0, 3), JSON.stringify(values)).toEqual([]);
      }
    }
  });
});
