/** Pieces of TeX and how they join: signs, parentheses, products and fractions, with no more marks than reading needs. */

/** How tightly a piece holds together. */
export const tightness = { sum: 1, product: 2, application: 3, power: 4, atom: 5 } as const;
type Tightness = (typeof tightness)[keyof typeof tightness];

export interface Piece {
  /** Without its sign. */
  readonly tex: string;
  readonly negative: boolean;
  readonly tightness: Tightness;
  /** Holds a fraction, so that what encloses it must grow. */
  readonly tall: boolean;
  /** Would seem to take in a factor to its right, as log x and Σ x do. */
  readonly open: boolean;
  /** The piece that this one is the logarithm of. */
  readonly logOf?: Piece;
  /** The same as a built-up fraction, where a slash would mislead. */
  readonly fraction?: Piece;
}

export const piece = (tex: string, rest: Partial<Omit<Piece, 'tex'>> = {}): Piece => ({
  tex,
  negative: false,
  tightness: tightness.atom,
  tall: false,
  open: false,
  ...rest,
});

export const signed = ({ negative, tex }: Piece): string => (negative ? `-${tex}` : tex);

/** `tex` between delimiters that are large enough for what they hold. */
export const enclosed = (tex: string, tall: boolean, [left, right]: readonly [string, string] = ['(', ')']): string => {
  if (tall) return `\\left${left}${tex}\\right${right}`;
  return tex.includes(left) ? `\\bigl${left}${tex}\\bigr${right}` : `${left}${tex}${right}`;
};

const inParentheses = (x: Piece): Piece => piece(enclosed(signed(x), x.tall), { tall: x.tall });

/** `name(x)`. */
export const applied = (name: string, x: Piece): Piece => piece(`${name}${inParentheses(x).tex}`, { tall: x.tall });

export const negated = (x: Piece): Piece => {
  const { logOf: _, fraction, ...body } = x.tightness === tightness.sum ? inParentheses(x) : x;
  const negative = !body.negative;
  return fraction === undefined ? { ...body, negative } : { ...body, negative, fraction: { ...fraction, negative } };
};

export const summed = (left: Piece, right: Piece): Piece =>
  piece(`${signed(left)} ${right.negative ? '-' : '+'} ${right.tex}`, {
    tightness: tightness.sum,
    tall: left.tall || right.tall,
    open: right.open,
  });

const startsLikeNumber = /^(?:[\d.]|\\frac\{\d)/;
const endsLikeDecimal = /(?:^|[^_\w])\d*\.\d+$|10\^\{-?\d+\}$/;
const startsWithParenthesis = /^(?:\\left|\\bigl)?\(/;

const juxtaposed = (left: string, right: string): string => {
  if (startsLikeNumber.test(right)) return `${left} \\cdot ${right}`;
  if (startsWithParenthesis.test(right)) return `${left}${right}`;
  const needsSpace = endsLikeDecimal.test(left) || left.endsWith('|') || right.startsWith('|');
  return needsSpace ? `${left}\\,${right}` : `${left} ${right}`;
};

const asFactor = (x: Piece): Piece => {
  if (x.fraction !== undefined) return x.fraction;
  return x.tightness < tightness.product ? inParentheses(x) : x;
};

/** A factor that would seem to take in what follows it goes last. */
export const multiplied = (a: Piece, b: Piece): Piece => {
  const [first, last] = a.open && !b.open ? [b, a] : [a, b];
  const left = first.open ? inParentheses({ ...first, negative: false }) : asFactor(first);
  const right = asFactor(last);
  return piece(juxtaposed(left.tex, right.tex), {
    negative: a.negative !== b.negative,
    tightness: tightness.product,
    tall: left.tall || right.tall,
    open: right.open,
  });
};

/** a/b for short operands, else a built-up fraction. */
export const divided = (a: Piece, b: Piece): Piece => {
  if (b.tex === '1') return b.negative ? negated(a) : a;
  const negative = a.negative !== b.negative;
  const fraction = piece(`\\frac{${a.tex}}{${b.tex}}`, { negative, tightness: tightness.product, tall: true });
  const short = a.tightness >= tightness.power && b.tightness >= tightness.power && !a.tall && !b.tall;
  return short ? piece(`${a.tex}/${b.tex}`, { negative, tightness: tightness.product, fraction }) : fraction;
};

export const raised = (base: Piece, exponent: Piece): Piece => {
  const safe = base.negative || base.tightness < tightness.atom ? inParentheses(base) : base;
  return piece(`${safe.tex}^{${signed(exponent)}}`, { tightness: tightness.power, tall: safe.tall });
};

/** e^x, or exp(x) where x is too high for an exponent; the exponential of a logarithm is what it was the logarithm of. */
export const exponential = (x: Piece): Piece => {
  if (x.logOf !== undefined) return x.logOf;
  if (x.tall || x.tex.includes('^{')) return applied('\\exp', x);
  return piece(`e^{${signed(x)}}`, { tightness: tightness.power });
};

/** log x, with parentheses only where x is more than one mark. */
export const logarithm = (x: Piece): Piece => {
  const bare = !x.negative && x.tightness >= tightness.power;
  return piece(`\\log${bare ? (/^[A-Za-z\d]/.test(x.tex) ? ` ${x.tex}` : x.tex) : inParentheses(x).tex}`, {
    tightness: tightness.application,
    tall: x.tall,
    open: true,
    logOf: x,
  });
};

/** Σ_i x, over the candidates of a group. */
export const summedOverGroup = (x: Piece): Piece => {
  const body = x.tightness === tightness.sum ? inParentheses(x) : x;
  return piece(`\\sum_i ${body.tex}`, {
    negative: x.negative,
    tightness: tightness.product,
    tall: true,
    open: true,
  });
};

/** Σ over other elements j of their x, each multiplied by the product of what lies between. */
export const summedOverOthers = (others: string, product: string, between: Piece, x: Piece): Piece => {
  const [factor, body] = [between, x].map((each) => (each.tightness === tightness.sum ? inParentheses(each) : each));
  return piece(`\\sum_{${others}} \\Bigl(${product} ${factor?.tex}\\Bigr) ${body?.tex}`, {
    tightness: tightness.product,
    tall: true,
    open: true,
  });
};
