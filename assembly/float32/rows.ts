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

/** Columns that are summed together, as four v128. */
const panel: i32 = 16;

/** Row i of `to` [count, width] is the sum of the rows of `table` that stand in row i of `places` [count, each]; −1 is none. */
export function sumOfRows(table: usize, places: usize, each: i32, to: usize, count: i32, width: i32): void {
  const row = (<usize>width) << 2;
  const next = (<usize>each) << 2;
  for (let i = 0; i < count; i++) {
    let column = 0;
    for (; column + panel <= width; column += panel) {
      const from = table + (<usize>column << 2);
      let a = f32x4.splat(0), b = a, c = a, d = a;
      for (let at = places; at < places + next; at += 4) {
        const place = load<i32>(at);
        if (place < 0) continue;
        const part = from + <usize>place * row;
        a = f32x4.add(a, v128.load(part));
        b = f32x4.add(b, v128.load(part + 16));
        c = f32x4.add(c, v128.load(part + 32));
        d = f32x4.add(d, v128.load(part + 48));
      }
      const sums = to + (<usize>column << 2);
      v128.store(sums, a);
      v128.store(sums + 16, b);
      v128.store(sums + 32, c);
      v128.store(sums + 48, d);
    }
    if (column < width) {
      const rest = <usize>column << 2;
      memory.fill(to + rest, 0, row - rest);
      for (let at = places; at < places + next; at += 4) {
        const place = load<i32>(at);
        if (place >= 0) addRow(table + <usize>place * row + rest, to + rest, width - column);
      }
    }
    places += next;
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
