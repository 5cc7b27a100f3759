/** Compiled programs give the very bits of plain ones: every operator, at usual numbers and at the ends. */
import { expect, it } from 'vitest';
import { openRoom } from '../math/simd-room';
import { Stream } from '../math/stream';
import { formOf, objectives } from '../objectives';
import { domains, movingSymbols } from '../objectives/domain';
import { gradient } from './derivative';
import { bytesOfProgram, Float64Program, type Sizes } from './float64-program';
import * as node from './node';
import { compile } from './program';

const stream = Stream.named(1, 'fused');
const ends = [0, -0, 1, -1, Infinity, -Infinity, Number.NaN, 5e-324, -1e-310, 1e-300, 1e300, -746, -720, 709.9, 1e308];

type Values = (count: number) => Float64Array;
const usual: Values = (count) => Float64Array.from({ length: count }, () => 3 * stream.normal());
const far: Values = (count) => Float64Array.from({ length: count }, () => 500 * stream.normal());
const extreme: Values = (count) => Float64Array.from({ length: count }, (_, i) => ends[i % ends.length] ?? 0);

const expectSameBits = (expressions: readonly node.Expression[], sizes: Sizes, values: Values, what: string): void => {
  const program = compile(expressions);
  const plain = new Float64Program(program, sizes);
  const room = openRoom(bytesOfProgram(program, sizes));
  expect(room).not.toBeNull();
  const compiled = new Float64Program(program, sizes, { room });
  for (const [name, { level }] of plain.symbols) {
    const given = values(plain.sizeOf(level));
    for (const either of [plain, compiled]) either.set(name, given);
  }
  for (const either of [plain, compiled]) either.run();
  for (const i of expressions.keys()) expect(compiled.output(i), `${what}, output ${i}`).toEqual(plain.output(i));
};

const x = node.symbol('x', 'row');
const y = node.symbol('y', 'row');
const z = node.symbol('z', 'element');
const k = node.symbol('k', 'batch');

const operators: Readonly<Record<string, node.Expression>> = {
  exp: node.exp(x),
  log: node.log(x),
  logSigmoid: node.logSigmoid(x),
  sigmoid: node.sigmoid(x),
  softplus: node.softplus(x),
  relu: node.relu(x),
  abs: node.abs(x),
  sqrt: node.sqrt(x),
  step: node.step(x),
  sign: node.sign(x),
  neg: node.neg(x),
  add: node.add(x, y),
  sub: node.sub(x, k),
  mul: node.mul(k, x),
  div: node.div(x, y),
  min: node.min(x, y),
  max: node.max(x, k),
  pow: node.pow(node.abs(x), k),
  square: node.pow(x, 2),
  exponentialUtility: node.exponentialUtility(x, k),
  'exponentialUtility of each': node.exponentialUtility(x, y),
  batchMean: node.sub(x, node.batchMean(x)),
  'of a batch alone': node.mul(node.exp(k), 3),
  groupSum: node.sub(x, node.groupSum(z)),
  'groupSum of one a row': node.groupSum(x),
  groupSoftmax: node.mul(node.groupSoftmax(node.mul(k, z)), x),
  groupLogSoftmax: node.groupLogSoftmax(z),
  sortBy: node.sortBy(node.exp(x), y),
  laterSum: node.laterSum(z, k),
};

it.each(Object.entries(operators))('%s', (name, expression) => {
  for (const values of [usual, far, extreme]) {
    for (const rows of [1, 2, 15, 32]) expectSameBits([expression], { rows, groupSize: 3 }, values, `${name} ${rows}`);
  }
});

it.each(objectives.map((objective) => [objective.id, objective] as const))(
  'the loss of %s and its gradient',
  (id, objective) => {
    const domain = domains[objective.kind];
    const { loss, state, regulariser } = formOf(objective, {});
    const carried = state.map(({ next }) => next);
    for (const term of regulariser === undefined ? [loss] : [loss, regulariser]) {
      const moving = movingSymbols(domain, compile([term]).symbols);
      const expressions = [term, ...gradient(term, moving), ...carried];
      for (const values of [usual, far]) expectSameBits(expressions, { rows: 15, groupSize: 4 }, values, id);
    }
  },
);

it.each(objectives.filter(({ kind }) => kind === 'groupwise').map((objective) => [objective.id, objective] as const))(
  'the loss of %s, of elements that are gathered from a few responses',
  (_, objective) => {
    const { loss } = formOf(objective, {});
    const moving = movingSymbols(domains.groupwise, compile([loss]).symbols);
    const program = compile([loss, ...gradient(loss, moving)]);
    const sizes = { rows: 15, groupSize: 4 };
    const choices = Int32Array.from({ length: 60 }, () => stream.integer(7));
    const symbols = new Set(['logPi', 'logRef', 'r', 'n', 'logOld'].filter((name) => program.symbols.has(name)));
    const room = openRoom(2 * bytesOfProgram(program, sizes));
    const ownChoices = room?.integers(60);
    ownChoices?.set(choices);
    const gathering = { count: 7, symbols, version: 1 };
    const plain = new Float64Program(program, sizes, { gathering: { ...gathering, choices } });
    const compiled = new Float64Program(program, sizes, {
      room,
      gathering: { ...gathering, choices: ownChoices ?? choices },
    });
    const written = new Float64Program(program, sizes);
    for (const [name, { level }] of plain.symbols) {
      const given = usual(plain.sizeOf(level)).map(Math.abs);
      for (const either of [plain, compiled]) either.set(name, given);
      written.set(name, level === 'response' ? Float64Array.from(choices, (choice) => given[choice] ?? 0) : given);
    }
    for (const each of [plain, compiled, written]) each.run();
    for (const i of program.outputs.keys()) {
      expect(compiled.output(i)).toEqual(plain.output(i));
      plain.output(i).values.forEach((value, at) => {
        expect(value).toBeCloseTo(written.output(i).values[at] ?? 0, 11);
      });
    }
  },
);
