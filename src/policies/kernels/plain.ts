/** The arithmetic of networks in plain float64: what the compiled one is held to, and what runs where there is no SIMD. */

import { exp, square, tanh } from '../../math/elementary';
import type { Kernels, OpenKernels } from './kernels';
import { plainAttention } from './plain-attention';

const logistic = (x: number): number => 1 / (1 + exp(-x));

export const plainKernels: OpenKernels = (room): Kernels => {
  const numbers = new Float64Array(room.numbers);
  const integers = new Int32Array(room.integers);
  const at = (i: number): number => numbers[i] ?? 0;
  const addRow = (from: number, to: number, width: number): void => {
    for (let i = 0; i < width; i++) numbers[to + i] = at(to + i) + at(from + i);
  };
  const eachPlace = (places: number, each: number, rows: number, visit: (row: number, place: number) => void): void => {
    for (let i = 0; i < rows * each; i++) {
      const place = integers[places + i] ?? -1;
      if (place >= 0) visit(Math.floor(i / each), place);
    }
  };
  const map = (rows: number, to: number, value: (i: number) => number): void => {
    for (let i = 0; i < rows; i++) numbers[to + i] = value(i);
  };
  return {
    numbers,
    integers,
    product: (a, b, c, m, k, n) => {
      for (let i = 0; i < m; i++) {
        const out = c + i * n;
        numbers.fill(0, out, out + n);
        for (let j = 0; j < k; j++) {
          const factor = at(a.at + i * a.row + j * a.column);
          const row = b.at + j * b.row;
          for (let l = 0; l < n; l++) numbers[out + l] = at(out + l) + factor * at(row + l * b.column);
        }
      }
    },
    tanh: (x, to, size) => map(size, to, (i) => tanh(at(x + i))),
    tanhBack: (y, upstream, to, size) => map(size, to, (i) => at(upstream + i) * (1 - square(at(y + i)))),
    silu: (x, to, size) => map(size, to, (i) => at(x + i) * logistic(at(x + i))),
    siluBack: (x, upstream, to, size) =>
      map(size, to, (i) => {
        const gate = logistic(at(x + i));
        return at(upstream + i) * gate * (1 + at(x + i) * (1 - gate));
      }),
    addTo: (x, to, size) => addRow(x, to, size),
    sumOfRows: (table, places, each, to, rows, width) => {
      numbers.fill(0, to, to + rows * width);
      eachPlace(places, each, rows, (row, place) => addRow(table + place * width, to + row * width, width));
    },
    addToRows: (upstream, places, each, table, rows, width) =>
      eachPlace(places, each, rows, (row, place) => addRow(upstream + row * width, table + place * width, width)),
    addToEach: (row, to, rows, width) => {
      for (let i = 0; i < rows; i++) addRow(row, to + i * width, width);
    },
    sumOfAll: (from, to, rows, width) => {
      numbers.fill(0, to, to + width);
      for (let i = 0; i < rows; i++) addRow(from + i * width, to, width);
    },
    norm: ({ x, gain, scales }, to, rows, width, epsilon) => {
      for (let row = 0; row < rows; row++) {
        const start = row * width;
        let sum = 0;
        for (let i = 0; i < width; i++) sum += square(at(x + start + i));
        const scale = 1 / Math.sqrt(sum / width + epsilon);
        numbers[scales + row] = scale;
        map(width, to + start, (i) => at(x + start + i) * scale * at(gain + i));
      }
    },
    normBack: ({ x, gain, scales }, upstream, towards, towardsGain, rows, width) => {
      numbers.fill(0, towardsGain, towardsGain + width);
      for (let row = 0; row < rows; row++) {
        const start = row * width;
        const scale = at(scales + row);
        let along = 0;
        for (let i = 0; i < width; i++) {
          const normed = at(x + start + i) * scale;
          along += (at(upstream + start + i) * at(gain + i) * normed) / width;
          numbers[towardsGain + i] = at(towardsGain + i) + at(upstream + start + i) * normed;
        }
        map(
          width,
          towards + start,
          (i) => scale * (at(upstream + start + i) * at(gain + i) - at(x + start + i) * scale * along),
        );
      }
    },
    ...plainAttention(numbers, integers),
  };
};
