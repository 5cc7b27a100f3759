/** Operators on arrays of numbers, many fused into one compiled loop, which keeps what it needs only itself in registers. */
import { type Call, callOf } from '../math/call';
import type { SimdRoom } from '../math/simd-room';
import { caller, code, Imports, loop, moduleOf, type WasmFunction } from '../math/wasm-module';
import type { Extent } from './extent';
import type { BinaryOperator, UnaryOperator } from './node';
import type { Work } from './operator-loop';

/** Where a value lies: the index of its array. */
export interface Value {
  readonly level: Extent;
  readonly at: number;
}

/** One number of the result from one of each operand. */
export interface Pointwise {
  readonly kind: 'pointwise';
  readonly operator: UnaryOperator | BinaryOperator;
  /** On the level of the result, or one number for all. */
  readonly operands: readonly Value[];
  readonly out: Value;
}

/** What has a loop of its own: what needs other numbers of a row or a batch, and functions that are more than a few instructions. */
export interface Whole {
  readonly kind: 'whole';
  readonly operands: readonly Value[];
  readonly out: Value;
  readonly work: Work;
}

export type Operation = Pointwise | Whole;

type Emit = (...operands: (readonly number[])[]) => readonly number[];

const binary =
  (operator: readonly number[]): Emit =>
  (a = [], b = []) => [...a, ...b, ...operator];

const zero = code.constant(0);
const one = code.constant(1);

/** Instructions for each operator that is a few, from those of its operands; an operand may be repeated. */
const emitters: Readonly<Partial<Record<UnaryOperator | BinaryOperator, Emit>>> = {
  neg: (x = []) => [...x, ...code.neg],
  relu: (x = []) => [...zero, ...x, ...code.max],
  abs: (x = []) => [...x, ...code.abs],
  sqrt: (x = []) => [...x, ...code.sqrt],
  step: (x = []) => [...x, ...zero, ...code.greater, ...one, ...code.and],
  // 1 where x > 0, else −1 where x < 0, else x, which is 0 or no number.
  sign: (x = []) => [
    ...one,
    ...[...code.constant(-1), ...x, ...x, ...zero, ...code.less, ...code.bitselect],
    ...[...x, ...zero, ...code.greater, ...code.bitselect],
  ],
  add: binary(code.add),
  sub: binary(code.sub),
  mul: binary(code.mul),
  div: binary(code.div),
  min: binary(code.min),
  max: binary(code.max),
};

export const canFuse = (operator: UnaryOperator | BinaryOperator): boolean => emitters[operator] !== undefined;

interface Phase {
  readonly level: Extent;
  readonly operations: Pointwise[];
}

/** Puts each operation into the earliest loop over its level in which its operands are there, or into one of its own. */
const phasesOf = (operations: readonly Operation[]): readonly (Phase | Whole)[] => {
  const phases: (Phase | Whole)[] = [];
  const phaseOf = new Map<number, number>();
  for (const operation of operations) {
    const { operands, out } = operation;
    if (operation.kind === 'whole') {
      phaseOf.set(out.at, phases.length);
      phases.push(operation);
      continue;
    }
    const earliest = operands.map(({ at, level }) => {
      const phase = phaseOf.get(at) ?? -1;
      const made = phases[phase];
      // What another loop makes must be complete.
      return level === out.level && made !== undefined && !('work' in made) ? phase : phase + 1;
    });
    const first = Math.max(0, ...earliest);
    let at = phases.findIndex((phase, i) => i >= first && !('work' in phase) && phase.level === out.level);
    if (at < 0) at = phases.push({ level: out.level, operations: [] }) - 1;
    const phase = phases[at];
    if (phase !== undefined && !('work' in phase)) phase.operations.push(operation);
    phaseOf.set(out.at, at);
  }
  return phases;
};

interface Places {
  /** Address of each array. */
  readonly addressOf: (value: Value) => number;
  readonly sizeOf: (level: Extent) => number;
  /** Of arrays that hold one number of the program. */
  readonly constants: ReadonlyMap<number, number>;
}

const loopOf = (
  { level, operations }: Phase,
  name: string,
  isStored: (value: Value) => boolean,
  { addressOf, sizeOf, constants }: Places,
): WasmFunction => {
  const locals = new Map<number, number>();
  const body: number[] = [];
  const localOf = (at: number): number => {
    locals.set(at, locals.size + 1);
    return locals.size;
  };
  const operandOf = (value: Value): readonly number[] => {
    const known = locals.get(value.at);
    if (known !== undefined) return code.get(known);
    const constant = constants.get(value.at);
    if (constant !== undefined) return code.constant(constant);
    const local = localOf(value.at);
    const address = addressOf(value);
    body.push(...(value.level === level ? code.load(address) : code.splat(address)), ...code.set(local));
    return code.get(local);
  };
  for (const { operator, operands, out } of operations) {
    const instructions = emitters[operator]?.(...operands.map(operandOf)) ?? [];
    const local = localOf(out.at);
    body.push(...instructions, ...code.set(local));
    if (isStored(out)) body.push(...code.store(addressOf(out), code.get(local)));
  }
  return loop(name, sizeOf(level), locals.size, body);
};

/** What is called one after another, and the values that it makes. */
interface Part {
  readonly run: () => void;
  /** The same, where it is compiled. */
  readonly call: Call | null;
  readonly makes: readonly Value[];
}

/** Only `outputs`, and what other parts read, is written. */
export const fused = (
  operations: readonly Operation[],
  outputs: readonly Value[],
  room: SimdRoom,
  places: Places,
): readonly Part[] => {
  const phases = phasesOf(operations);
  const home = new Map<number, Phase | Whole>();
  for (const phase of phases)
    for (const { out } of 'work' in phase ? [phase] : phase.operations) home.set(out.at, phase);
  const stored = new Set(outputs.map(({ at }) => at));
  for (const phase of phases) {
    for (const { operands } of 'work' in phase ? [phase] : phase.operations) {
      for (const { at } of operands) if (home.get(at) !== phase) stored.add(at);
    }
  }
  const imports = new Imports();
  const functionOf = (phase: Phase | Whole, i: number): WasmFunction | null => {
    if (!('work' in phase)) return loopOf(phase, String(i), ({ at }) => stored.has(at), places);
    return typeof phase.work === 'function' ? null : caller(String(i), phase.work, imports);
  };
  const functions = phases.map(functionOf).filter((made) => made !== null);
  const exports = room.open(moduleOf(functions, imports), imports.functions);
  return phases.map((phase, i) => {
    const makes = 'work' in phase ? [phase.out] : phase.operations.map(({ out }) => out);
    if ('work' in phase && typeof phase.work === 'function') return { run: phase.work, call: null, makes };
    const run = exports[String(i)] as () => void;
    return { run, call: callOf(run), makes };
  });
};
