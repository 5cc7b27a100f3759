/** Runs of one group that take a step in one call of compiled code, to the same bits as one after another. */
import type { Given } from '../../expression/steps';
import { inRow, integer } from '../../math/call';
import { bytesOf, type OpenRoom, type SimdRoom } from '../../math/simd-room';
import { forEachRow, Imports, moduleOf } from '../../math/wasm-module';
import type { LossOnRows } from '../../objectives/loss-on-rows';
import type { Rates } from '../adam';
import { faults } from '../faults';
import type { ObjectiveGroup, Rows } from './objective-group';
import { adamNumbers, writerOfAdam } from './optimiser';
import type { PolicyPass } from './policy-pass';
import type { Row } from './row';

/** A run and its place in the group. */
export interface Placed {
  readonly place: number;
  readonly row: Row;
}

/** What lies before θ in a row, as compiled Adam has it: whether the run stands still, the steps it took here, and its loss. */
const [standsStill, stepsTaken, loss, head] = [0, 1, 2, 4];
const bytes = Float64Array.BYTES_PER_ELEMENT;
/** Room for numbers that are computed in twos. */
const even = (count: number): number => count + (count % 2);

/** Knobs that have a place in a row. */
const mostKnobs = 8;

const numbersInRow = (parameters: number): number => head + 3 * even(parameters) + mostKnobs;

/** Bytes that all of them may take. */
const most = 1 << 23;

/** Bytes that so many runs of D = `parameters` take here; 0 where that would be too many. */
export const bytesTogether = (runs: number, parameters: number): number => {
  const ofStep = 2 * bytesOf(3 * even(parameters)) + bytesOf(adamNumbers);
  const wanted = bytesOf(runs * numbersInRow(parameters)) + ofStep;
  return wanted > most ? 0 : wanted;
};

/** The step of many runs, compiled. */
interface Step {
  /** Takes that of the rows between two addresses. */
  readonly take: (from: number, end: number) => void;
  /** What it gives numbers of each run to. */
  readonly settings: readonly Given[];
}

/** A step with what it was compiled for. */
interface Compiled {
  readonly loss: LossOnRows;
  readonly changes: number;
  readonly weight: number;
  /** Null where some of it cannot be compiled. */
  readonly step: Step | null;
}

export class RunsTogether {
  readonly #group: ObjectiveGroup;
  readonly #members: readonly Placed[];
  readonly #pass: PolicyPass;
  readonly #parameters: number;
  readonly #room: SimdRoom;
  /** One row a run. */
  readonly #rows: Float64Array;
  readonly #gradient: Float64Array;
  readonly #next: Float64Array;
  readonly #numbers: Float64Array;
  readonly #writeNumbers: (step: number, rates: Rates) => void;
  readonly #knobs: readonly string[];
  /** Without the loss, and with it. */
  readonly #compiled: [Compiled | null, Compiled | null] = [null, null];
  /** Whether the runs are in the rows here, and not where they are otherwise. */
  #areHere = false;

  private constructor(
    group: ObjectiveGroup,
    members: readonly Placed[],
    pass: PolicyPass,
    parameters: number,
    room: SimdRoom,
  ) {
    this.#group = group;
    this.#members = members;
    this.#pass = pass;
    this.#parameters = parameters;
    this.#room = room;
    this.#rows = room.numbers(members.length * numbersInRow(parameters));
    this.#gradient = room.numbers(even(parameters));
    this.#next = room.numbers(3 * even(parameters));
    this.#numbers = room.numbers(adamNumbers);
    this.#writeNumbers = writerOfAdam(this.#numbers);
    this.#knobs = [...group.knobsOf(0).keys()];
  }

  /** All runs of the group but the first, after whose step they take theirs; null where they cannot be compiled so. */
  static of(
    group: ObjectiveGroup,
    others: readonly Placed[],
    pass: PolicyPass,
    parameters: number,
    open: OpenRoom,
  ): RunsTogether | null {
    if (others.length === 0 || !pass.isFlat || group.carriesOver || group.readsEverything) return null;
    const wanted = bytesTogether(others.length, parameters);
    if (wanted === 0 || group.knobsOf(0).size > mostKnobs) return null;
    const room = open(wanted);
    return room?.holds(pass.columns) ? new RunsTogether(group, others, pass, parameters, room) : null;
  }

  /** Takes the step of Adam, after the first run took it so on the same rows; false where it cannot be taken here. */
  step(rows: Rows, step: number, rates: Rates, withLoss: boolean): boolean {
    const compiled = this.#stepOn(rows, withLoss ? 1 : 0);
    if (compiled === null) return false;
    if (!this.#areHere) this.#bring();
    this.#writeNumbers(step, rates);
    const { byteOffset, byteLength } = this.#rows;
    const before = compiled.settings.map(({ values }) => values[0]);
    compiled.take(byteOffset, byteOffset + byteLength);
    compiled.settings.forEach((setting, i) => {
      if (!Object.is(setting.values[0], before[i])) setting.version += 1;
    });
    return true;
  }

  /** Puts the runs back where they are otherwise. */
  release(): void {
    if (!this.#areHere) return;
    this.#areHere = false;
    this.#members.forEach(({ row }, i) => {
      const own = this.#rowOf(i);
      for (const [there, here] of this.#partsOf(row, own)) there.set(here);
      row.loss = own[loss] ?? Number.NaN;
      row.goOn(own[stepsTaken] ?? 0, own[standsStill] === 0 ? 0 : faults.update);
    });
  }

  #bring(): void {
    this.#areHere = true;
    this.#members.forEach(({ place, row }, i) => {
      const own = this.#rowOf(i);
      own[standsStill] = row.fault === 0 ? 0 : 1;
      own[stepsTaken] = 0;
      own[loss] = row.loss;
      for (const [there, here] of this.#partsOf(row, own)) here.set(there);
      let knob = this.#startOf(3);
      for (const [value = Number.NaN] of this.#group.knobsOf(place).values()) own[knob++] = value;
    });
  }

  /** θ and both moments of a run, and where they lie in its row. */
  #partsOf(
    { weights: { theta, moments } }: Row,
    own: Float64Array,
  ): readonly (readonly [Float64Array, Float64Array])[] {
    return [theta, ...moments].map((there, i) => {
      const start = this.#startOf(i);
      return [there, own.subarray(start, start + this.#parameters)];
    });
  }

  /** Where θ and the moments begin in a row, and then the knobs. */
  #startOf(part: number): number {
    return head + part * even(this.#parameters);
  }

  #rowOf(i: number): Float64Array {
    const size = numbersInRow(this.#parameters);
    return this.#rows.subarray(i * size, (i + 1) * size);
  }

  #stepOn({ weights: [weight = 0] }: Rows, which: 0 | 1): Step | null {
    const lossOnRows = this.#group.latest;
    if (lossOnRows === null) return null;
    const { changes } = lossOnRows;
    const known = this.#compiled[which];
    if (known?.loss === lossOnRows && known.changes === changes && known.weight === weight) return known.step;
    const step = this.#compile(lossOnRows, weight);
    this.#compiled[which] = { loss: lossOnRows, changes, weight, step };
    return step;
  }

  #compile(lossOnRows: LossOnRows, weight: number): Step | null {
    const places = new Map(this.#knobs.map((name, i) => [name, bytes * (this.#startOf(3) + i)]));
    const gradient = this.#gradient.byteOffset;
    const pass = this.#pass.callsFor(bytes * this.#startOf(0), gradient);
    const ofLoss = lossOnRows.callsFor(places, bytes * loss, this.#pass.columns, weight);
    if (pass === null || ofLoss === null) return null;
    const { adamRow } = this.#room.compiled;
    const others = [gradient, this.#next.byteOffset, this.#parameters, this.#numbers.byteOffset];
    const move = { of: adamRow, with: [inRow(0), ...others.map(integer)] };
    const imports = new Imports();
    const ofEachRow = {
      settings: ofLoss.settings.map(({ place, given }) => ({ place, to: given.values.byteOffset })),
      calls: [...pass.forward, ...ofLoss.calls, ...pass.pullback, move],
    };
    const functions = [forEachRow('take', bytes * numbersInRow(this.#parameters), ofEachRow, imports)];
    const { take } = this.#room.open(moduleOf(functions, imports), imports.functions);
    return { take: take as Step['take'], settings: ofLoss.settings.map(({ given }) => given) };
  }
}
