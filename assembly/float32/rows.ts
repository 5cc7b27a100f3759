/** Sums of rows of float32 matrices, by number. Pointers are byte addresses; widths and counts are in numbers. */

// @ts-ignore: decorator
@inline
function addRow(from: usize, to: usize, width: i32): void {
  let i = 0;
  for (; i + 4 <= width; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
  }
  for (; i < width; i++) {
    const at = (<usize>i) << 2;
    store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
  }
}

/** Row i of `to` [count, width] is the sum of the rows of `table` that stand in row i of `places` [count, each]; −1 is none. */
export function sumOfRows(table: usize, places: usize, each: i32, to: usize, count: i32, width: i32): void {
  const row = (<usize>width) << 2;
  memory.fill(to, 0, <usize>count * row);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < each; j++) {
      const place = load<i32>(places);
      places += 4;
      if (place >= 0) addRow(table + <usize>place * row, to, width);
    }
    to += row;
  }
}

/** The way back: row i of `upstream` [count, width] is added to the rows of `table` that stand in row i of `places`. */
export function addToRows(upstream: usize, places: usize, each: i32, table: usize, count: i32, width: i32): void {
  const row = (<usize>width) << 2;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < each; j++) {
      const place = load<i32>(places);
      places += 4;
      if (place >= 0) addRow(upstream, table + <usize>place * row, width);
    }
    upstream += row;
  }
}

/** The same row is added to every row of `to` [count, width]. */
export function addToEach(row: usize, to: usize, count: i32, width: i32): void {
  for (let i = 0; i < count; i++) {
    addRow(row, to, width);
    to += (<usize>width) << 2;
  }
}

/** `to` [width] is the sum of the rows of `from` [count, width]. */
export function sumOfAll(from: usize, to: usize, count: i32, width: i32): void {
  memory.fill(to, 0, (<usize>width) << 2);
  for (let i = 0; i < count; i++) {
    addRow(from, to, width);
    from += (<usize>width) << 2;
  }
}
