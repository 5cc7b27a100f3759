/** How numbers read on the page: a few forms, all with a true minus sign, which is as wide as a digit. */

/** A text that has hyphens for minus signs with true ones, and exponents without a plus. */
export const withMinus = (text: string): string => text.replace('e+', 'e').replaceAll('-', '−');

/** So many digits after the point: 0.26, −4.10; “–” where there is no number. */
export const fixedText = (value: number, digits: number): string =>
  Number.isFinite(value) ? withMinus(value.toFixed(digits)) : '–';

const smallText = (value: number): string => withMinus(value.toExponential(1));

/** What float64 leaves of a sum over a world's responses that should be 0. */
const rounding = 1e-14;

/** A value read from a chart in about three digits, such as 0.26, −4.1 or 1.2e6; “none” where there is no number. */
export const compactText = (value: number): string => {
  if (!Number.isFinite(value)) return 'none';
  const size = Math.abs(value);
  if (size < rounding) return fixedText(0, 2);
  if (size >= 1e5 || size < 1e-3) return smallText(value);
  if (size >= 10) return fixedText(value, size >= 100 ? 0 : 1);
  return fixedText(value, size >= 0.01 ? 2 : 4);
};

/** A tick, or a value that was set, as short as it can be said: 0.3, −4, 1500, 2e6. */
export const tickText = (value: number): string => {
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  return withMinus(size >= 1e5 || (size > 0 && size < 1e-4) ? rounded.toExponential() : String(rounded));
};

/** A value in at most two digits after the point: 3.3, −1. */
export const roundedText = (value: number): string => tickText(Math.round(value * 100) / 100);

/** A share in percent, with more digits where it is nearly none or nearly all. */
export const percentText = (share: number): string => {
  if (!Number.isFinite(share)) return 'none';
  const percent = 100 * share;
  if (percent > 0 && percent < 0.95) return `${percent < 1e-3 ? smallText(percent) : compactText(percent)}%`;
  return `${percent > 99.05 && percent < 99.995 ? fixedText(percent, 2) : Math.round(percent)}%`;
};

/** A probability with four digits after the point, a smaller one by its size: 0.1235, 3.2e−7. */
export const probabilityText = (probability: number): string =>
  probability > 0 && probability < 1e-4 ? smallText(probability) : fixedText(probability, 4);

/** A probability in two digits, where there is little room: 0.57, 0.0046. */
export const shortProbabilityText = (probability: number): string => withMinus(probability.toPrecision(2));

/** A change in one of these forms, with its sign: +0.73, −3.00. */
export const changeText = (change: number, text: (value: number) => string): string =>
  `${change > 0 ? '+' : ''}${text(change)}`;

/** A count in whole numbers: 12,345. */
export const countText = (count: number): string => Math.round(count).toLocaleString('en-GB');
