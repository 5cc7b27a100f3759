/** Compiled arithmetic gives the very bits of the plain code beside which it stands, also at the ends. */
import { expect, it } from 'vitest';
import { gather, gatheredSoftmax, groupLogSoftmax, groupSoftmax, pointwise } from '../expression/loops';
import { largestExponent } from '../expression/node';
import { addTransposed, type LinearForms, valuesOf } from '../objectives/linear-forms';
import { openRoom, roomsTogether, type SimdRoom } from './simd-room';
import { softmaxAt, softmaxBack } from './softmax';
import { Stream } from './stream';

const stream = Stream.named(1, 'rooms');
const numbers = (count: number, size: number) => Float64Array.from({ length: count }, () => size * stream.normal());

const room = (): SimdRoom => {
  const opened = openRoom(1 << 20);
  if (opened === null) throw new Error('there is no SIMD here');
  return opened;
};

const placed = (own: SimdRoom, values: Float64Array): Float64Array => {
  const array = own.numbers(values.length);
  array.set(values);
  return array;
};

it.each([1, 2, 3, 4, 5, 21])('functions of %i numbers', (count) => {
  const ends = [0, -0, 707.9, -708.1, 745, -745.2, 1e-300, -1e300, Number.POSITIVE_INFINITY, Number.NaN];
  for (const end of ends) {
    const x = numbers(count, 20);
    x[stream.integer(count)] = end;
    const own = room();
    const [from, to, next] = [placed(own, x), own.numbers(count), own.numbers(1)];
    const { exp, log, sigmoid, softplus, logSigmoid } = own.compiled;
    const bounded: typeof log = (x, to, all) => exp(x, to, all, largestExponent);
    for (const [name, find] of Object.entries({ exp: bounded, log, sigmoid, softplus, logSigmoid } as const)) {
      find(from.byteOffset, to.byteOffset, count);
      const plain = new Float64Array(count);
      pointwise[name as 'exp']?.(x, plain);
      expect(to, name).toEqual(plain);
    }
    expect(next[0]).toBe(0);
  }
});

it.each(
  [1, 2, 6, 7, 121].flatMap((choices) => [
    [choices, Int32Array.of(0, 2, 3)] as const,
    [choices, Int32Array.of(1, 2)] as const,
  ]),
)('softmax over %i choices at nodes, and back', (choices, nodes) => {
  for (const size of [0.1, 5, 400]) {
    const logits = numbers(4 * choices, size);
    if (size === 400) logits[2 * choices] = Number.NEGATIVE_INFINITY;
    const upstream = numbers(4 * choices, 1);
    const [logPi, pi, towards] = [0, 0, 0].map(() => new Float64Array(4 * choices));
    if (!logPi || !pi || !towards) throw new Error('three arrays');
    pi.set(logits);
    softmaxAt(nodes, choices, logPi, pi);
    softmaxBack(nodes, choices, pi, upstream, towards);

    const own = room();
    const ownNodes = own.integers(nodes.length);
    ownNodes.set(nodes);
    const [ownLogPi, ownPi, ownTowards] = [own.numbers(logPi.length), placed(own, logits), own.numbers(logPi.length)];
    own.compiled.softmaxAt(ownNodes.byteOffset, nodes.length, choices, ownLogPi.byteOffset, ownPi.byteOffset);
    const from = placed(own, upstream).byteOffset;
    own.compiled.softmaxBack(ownNodes.byteOffset, nodes.length, choices, ownPi.byteOffset, from, ownTowards.byteOffset);
    expect(ownLogPi).toEqual(logPi);
    expect(ownPi).toEqual(pi);
    expect(ownTowards).toEqual(towards);
  }
});

it.each([1, 2, 3, 16])('softmax over groups of %i', (size) => {
  for (const spread of [0.1, 5, 400]) {
    const logits = numbers(12 * size, spread);
    const plain = new Float64Array(logits.length);
    const own = room();
    const [x, to] = [placed(own, logits), own.numbers(logits.length)];
    for (const [softmax, compiled] of [
      [groupSoftmax, own.compiled.groupSoftmax],
      [groupLogSoftmax, own.compiled.groupLogSoftmax],
    ] as const) {
      softmax(logits, plain, size);
      compiled(x.byteOffset, to.byteOffset, 12, size);
      expect(to).toEqual(plain);
    }
  }
});

it.each([1, 2, 3, 16])('softmax over groups of %i that are gathered', (size) => {
  // With 400, some groups lie where nothing is left of their powers beside the largest of all.
  for (const spread of [0.1, 5, 400]) {
    const x = numbers(21, spread);
    const choices = Int32Array.from({ length: 30 * size }, () => stream.integer(21));
    const [powers, plain, gathered, own] = [
      new Float64Array(21),
      new Float64Array(30 * size),
      new Float64Array(30 * size),
      room(),
    ];
    gatheredSoftmax(x, choices, powers, plain, size);

    const [ownX, ownPowers, to] = [placed(own, x), own.numbers(21), own.numbers(30 * size)];
    const ownChoices = own.integers(choices.length);
    ownChoices.set(choices);
    const at = ownChoices.byteOffset;
    own.compiled.gatheredSoftmax(ownX.byteOffset, 21, at, ownPowers.byteOffset, to.byteOffset, 30, size);
    expect(to).toEqual(plain);

    gather(x, choices, gathered);
    groupSoftmax(gathered, gathered, size);
    for (const [i, share] of gathered.entries()) expect(plain[i]).toBeCloseTo(share, 13);
    own.compiled.gathered(at, ownX.byteOffset, to.byteOffset, to.length);
    gather(x, choices, gathered);
    expect(to).toEqual(gathered);
  }
});

const form = (width: number, hasFactors: boolean): LinearForms => ({
  choices: Int32Array.from({ length: 30 * width }, () => stream.integer(21) - 1),
  width,
  factors: hasFactors ? numbers(30 * width, 1) : null,
  constants: hasFactors ? numbers(30, 1) : null,
});

it.each([form(1, false), form(3, false), form(1, true), form(4, true)])(
  'values of linear forms, and the way back',
  (forms) => {
    const logPi = numbers(20, 2);
    const values = valuesOf(forms, logPi);
    const gradient = numbers(20, 1);
    const own = room();
    const ownGradient = placed(own, gradient);
    addTransposed(forms, values, gradient, 0.3);

    const choices = own.integers(forms.choices.length);
    choices.set(forms.choices);
    const address = (array: Float64Array | null): number => (array === null ? 0 : placed(own, array).byteOffset);
    const [factors, constants] = [address(forms.factors), address(forms.constants)];
    const found = own.numbers(values.length);
    const { compiled } = own;
    compiled.valuesOf(choices.byteOffset, forms.width, factors, constants, address(logPi), found.byteOffset, 30);
    expect(found).toEqual(values);
    compiled.addTransposed(choices.byteOffset, forms.width, factors, found.byteOffset, 0.3, ownGradient.byteOffset, 30);
    expect(ownGradient).toEqual(gradient);
  },
);

it('parts of a room lie apart in one memory, and are not to be had once it is full', () => {
  const all = room();
  const [first, second] = [all.part(32), all.part(64)];
  const [one, other] = [first?.numbers(4), second?.numbers(4)];
  one?.fill(1);
  other?.fill(2);
  expect([...(one ?? [])]).toEqual([1, 1, 1, 1]);
  expect(all.holds(one ?? new Float64Array(4))).toBe(true);
  expect(second?.holds(one ?? new Float64Array(4))).toBe(true);
  expect(room().holds(one ?? new Float64Array(4))).toBe(false);
  expect(() => first?.numbers(1)).toThrow(/full/);
  expect(all.part(1 << 21)).toBeNull();

  const open = roomsTogether(1 << 16);
  const [near, far, nearAgain] = [open(1024), open(1 << 20), open(1024)];
  const numbers = near?.numbers(3) ?? new Float64Array(3);
  expect([near, far, nearAgain].map((own) => own?.holds(numbers))).toEqual([true, false, true]);
});

it('keeps arrays apart, and says when it is full', () => {
  const own = room();
  const [first, second] = [own.numbers(3), own.numbers(3)];
  first.fill(1);
  expect([...second]).toEqual([0, 0, 0]);
  expect(second.byteOffset % 16).toBe(0);
  expect(() => own.numbers(1 << 18)).toThrow(/full/);
});
