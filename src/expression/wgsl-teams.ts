/** How the invocations of a workgroup share rows of numbers: teams of neighbours take a row each. */

/** Invocations in a workgroup. */
const workgroupWidth = 128;

interface SharedRows {
  readonly rows: number;
  /** Numbers in a row. */
  readonly groupSize: number;
}

/** Invocations that share a row: as many as there are numbers for, and invocations for all rows; a power of two. */
export const lanesFor = ({ rows, groupSize }: SharedRows): number => {
  let lanes = 1;
  while (lanes < groupSize && 2 * lanes * rows <= workgroupWidth) lanes *= 2;
  return lanes;
};

/**
 * Sums and maxima over `lanes` neighbouring invocations, a power of two, of a workgroup; all invocations must
 * call them together. The order of sums is fixed.
 */
export const teamFunctions = /* wgsl */ `
const width = ${workgroupWidth}u;
var<private> own: u32;
var<workgroup> partial: array<f32, width>;
fn sumOver(x: f32, lanes: u32) -> f32 {
  workgroupBarrier();
  partial[own] = x;
  for (var half = lanes / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (own % lanes < half) { partial[own] += partial[own + half]; }
  }
  workgroupBarrier();
  return partial[own - own % lanes];
}
fn maxOver(x: f32, lanes: u32) -> f32 {
  workgroupBarrier();
  partial[own] = x;
  for (var half = lanes / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (own % lanes < half) { partial[own] = max(partial[own], partial[own + half]); }
  }
  workgroupBarrier();
  return partial[own - own % lanes];
}
`;

/** The sum or maximum of a number over the lanes of a row. */
export const overLanes = (of: 'sum' | 'max', number: string, lanes: number): string =>
  lanes === 1 ? number : `${of}Over(${number}, ${lanes}u)`;

/**
 * A loop over rows, of which there are about so many, and `count` in the end, an expression that is the same for all
 * invocations. In `text` they are `row`, `isRow`, which is false where another team has this row, and `lane` of `lanes`.
 */
export const overRows = (about: SharedRows, count: string, text: (lanes: number) => string): string => {
  const lanes = lanesFor(about);
  return /* wgsl */ `
for (var first = 0u; first < ${count}; first += ${workgroupWidth / lanes}u) {
  let isRow = first + own / ${lanes}u < ${count};
  let row = min(first + own / ${lanes}u, ${count} - 1u);
  let lane = own % ${lanes}u;
  ${text(lanes)}
}`;
};
