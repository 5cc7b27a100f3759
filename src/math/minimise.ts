/** The least value of a function of a few numbers, found without its slope: the simplex method of Nelder and Mead. */

type Point = readonly number[];

interface Corner {
  readonly at: Point;
  readonly value: number;
}

/** from + share (to − from), number by number. */
const along = (from: Point, to: Point, share: number): Point =>
  from.map((value, i) => value + share * ((to[i] ?? 0) - value));

/**
 * Where `of` is least near `start`, looking first `reach` away from it along each number. Gives up after `most` values, or
 * once the corners of the simplex differ by less than `enough`. A value that is not a number counts as +∞.
 */
export const minimise = (
  of: (at: Point) => number,
  start: Point,
  { reach = 0.5, most = 600, enough = 1e-10 }: { reach?: number; most?: number; enough?: number } = {},
): Corner => {
  let asked = 0;
  const corner = (at: Point): Corner => {
    asked++;
    const value = of(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  let corners = [start, ...start.map((value, i) => start.with(i, value + reach))].map(corner);
  const best = (): Corner => corners[0] ?? { at: start, value: Number.POSITIVE_INFINITY };
  for (;;) {
    corners.sort((a, b) => a.value - b.value);
    const worst = corners.at(-1) ?? best();
    if (asked >= most || worst.value - best().value < enough) return best();
    const others = corners.slice(0, -1);
    const centre = start.map((_, i) => others.reduce((sum, { at }) => sum + (at[i] ?? 0), 0) / others.length);
    const towards = (share: number): Corner => corner(along(centre, worst.at, share));
    const reflected = towards(-1);
    if (reflected.value < best().value) {
      const expanded = towards(-2);
      corners = [...others, expanded.value < reflected.value ? expanded : reflected];
    } else if (reflected.value < (others.at(-1)?.value ?? worst.value)) corners = [...others, reflected];
    else {
      const contracted = towards(reflected.value < worst.value ? -0.5 : 0.5);
      const { at } = best();
      corners =
        contracted.value < Math.min(worst.value, reflected.value)
          ? [...others, contracted]
          : corners.map((each, i) => (i === 0 ? each : corner(along(each.at, at, 0.5))));
    }
  }
};
