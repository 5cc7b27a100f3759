/** Where policies over three answers are in a picture: points of a triangle, contours of reward and of KL. */
import type { Box, Point } from './box';

/** Probabilities of the three answers. */
export type Shares = readonly [number, number, number];

type Corners = readonly [Point, Point, Point];

/** A triangle in pixels; its corners are the policies that always give the same answer. */
export interface TrianglePlot extends Box {
  readonly corners: Corners;
  readonly at: (shares: Shares) => Point;
}

/** Where a policy is between these corners. */
export const placeBetween =
  ([first, second, third]: Corners) =>
  ([p, q, s]: Shares): Point => ({
    x: p * first.x + q * second.x + s * third.x,
    y: p * first.y + q * second.y + s * third.y,
  });

const widestSide = 460;
const margin = { side: 12, top: 38, bottom: 42 } as const;

export const trianglePlotOf = (width: number): TrianglePlot => {
  const side = Math.min(width - 2 * margin.side, widestSide);
  const left = (width - side) / 2;
  const right = left + side;
  const top = margin.top;
  const bottom = Math.round(top + (side * Math.sqrt(3)) / 2);
  const corners = [
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: width / 2, y: top },
  ] as const;
  const at = placeBetween(corners);
  return { width, height: bottom + margin.bottom, left, right, top, bottom, corners, at };
};

/** The three values that start at `offset`, such as log-probabilities of the answers to one prompt. */
export const triple = (values: Float64Array, offset: number): Shares => [
  values[offset] ?? 0,
  values[offset + 1] ?? 0,
  values[offset + 2] ?? 0,
];

export const dot = (a: Shares, b: Shares): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** The point at `share` of the way from `a` to `b`. */
const between = (a: Shares, b: Shares, share: number): Shares => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  a[2] + share * (b[2] - a[2]),
];

const corners: readonly Shares[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** The part of a convex polygon where a linear `height` is at least 0; empty where there is none. */
export const clipped = <Place>(
  polygon: readonly Place[],
  height: (place: Place) => number,
  mix: (a: Place, b: Place, share: number) => Place,
): readonly Place[] =>
  polygon.flatMap((corner, i) => {
    const next = polygon[(i + 1) % polygon.length] ?? corner;
    const [here, there] = [height(corner), height(next)];
    const kept = here >= 0 ? [corner] : [];
    return here >= 0 === there >= 0 ? kept : [...kept, mix(corner, next, here / (here - there))];
  });

/** The policies whose expected value Σ p v is at least `level`, as a polygon. */
export const regionAbove = (values: Shares, level: number): readonly Shares[] =>
  clipped(corners, (policy) => dot(values, policy) - level, between);

/** KL(p‖q) in nats; an answer of probability 0 under p adds nothing. */
export const divergence = (p: Shares, q: Shares): number =>
  p.reduce((sum, share, i) => (share > 0 ? sum + share * Math.log(share / (q[i] ?? 0)) : sum), 0);

const rays = 180;
const halvings = 40;

/** Where `isBelow` turns from true at 0 to false at 1. */
const turningPoint = (isBelow: (share: number) => boolean): number => {
  let [low, high] = [0, 1];
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return low;
};

/** The point of the triangle's edge in this direction from inside it. */
const edgeFrom = (inside: Shares, angle: number): Shares => {
  // Any basis of the plane Σ p = 1 will do; this one turns evenly in the drawn triangle.
  const [c, s] = [Math.cos(angle), Math.sin(angle) / Math.sqrt(3)];
  const direction: Shares = [-c - s, c - s, 2 * s];
  const reach = direction.reduce(
    (least, d, i) => (d < 0 ? Math.min(least, -(inside[i] ?? 0) / d) : least),
    Number.POSITIVE_INFINITY,
  );
  const edge = between(inside, [inside[0] + direction[0], inside[1] + direction[1], inside[2] + direction[2]], reach);
  return [Math.max(edge[0], 0), Math.max(edge[1], 0), Math.max(edge[2], 0)];
};

/**
 * The policies with KL(π‖π_ref) = `kl`, as lines inside the triangle: one closed line while the ball around π_ref fits
 * in, else the pieces between its edges. Found along rays from π_ref, on which the KL only grows.
 */
export const klContours = (reference: Shares, kl: number): readonly (readonly Shares[])[] => {
  const isOut = (angle: number): boolean => divergence(edgeFrom(reference, angle), reference) < kl;
  const onRay = (angle: number): Shares => {
    const edge = edgeFrom(reference, angle);
    const share = turningPoint((at) => divergence(between(reference, edge, at), reference) < kl);
    return between(reference, edge, share);
  };
  const angles = Array.from({ length: rays + 1 }, (_, i) => (2 * Math.PI * i) / rays);
  const lines: Shares[][] = [];
  let line: Shares[] = [];
  const finish = () => {
    if (line.length > 1) lines.push(line);
    line = [];
  };
  angles.forEach((angle, i) => {
    const before = angles[i - 1];
    const out = isOut(angle);
    if (before !== undefined && isOut(before) !== out) {
      const share = turningPoint((at) => isOut(before + at * (angle - before)) !== out);
      line.push(edgeFrom(reference, before + share * (angle - before)));
      if (out) finish();
    }
    if (!out) line.push(onRay(angle));
  });
  finish();
  return lines;
};

/** Policies of a lattice over the triangle's inside, `across` to an edge. */
export const latticeOf = (across: number): readonly Shares[] => {
  const points: Shares[] = [];
  const step = 1 / (across + 0.5);
  for (let i = 0; i < across; i++) {
    for (let j = 0; i + j < across; j++) {
      const [p, q] = [(i + 0.5) * step, (j + 0.5) * step];
      points.push([p, q, 1 - p - q]);
    }
  }
  return points;
};

/** Pixels between two drawn points of a path; closer ones are not told apart. */
const closest = 1.5;
/** Pixels over which a path is drawn straight. */
const straight = 8;

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

const softmaxOf = (logits: Shares): Shares => {
  const top = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - top));
  const [p = 0, q = 0, s = 0] = weights;
  const sum = p + q + s;
  return [p / sum, q / sum, s / sum];
};

/**
 * The way of a policy in pixels, from its log-probabilities at some steps. Between two of them logits change evenly,
 * which is just how a step of a linear softmax bends in the triangle; a straight line would cut the corner.
 */
export const pathThrough = (logPis: readonly Shares[], plot: TrianglePlot): readonly Point[] => {
  const path: Point[] = [];
  let last: { readonly logPi: Shares; readonly point: Point } | undefined;
  logPis.forEach((logPi, i) => {
    const point = plot.at(softmaxOf(logPi));
    if (last !== undefined) {
      const length = distance(last.point, point);
      if (length < closest && i < logPis.length - 1) return;
      const pieces = Math.ceil(length / straight);
      for (let piece = 1; piece < pieces; piece++) {
        path.push(plot.at(softmaxOf(between(last.logPi, logPi, piece / pieces))));
      }
    }
    path.push(point);
    last = { logPi, point };
  });
  return path;
};
