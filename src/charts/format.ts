/** Numbers as charts and their descriptions write them: three significant digits, a true minus sign. */

/** A value read from a chart, such as 0.26, −4.1 or 1.2e6. */
export const formatNumber = (value: number): string => {
  if (!Number.isFinite(value)) return 'none';
  const size = Math.abs(value);
  let text: string;
  if (size >= 1e5 || (size > 0 && size < 1e-3)) text = value.toExponential(1).replace('e+', 'e');
  else if (size >= 100) text = value.toFixed(0);
  else if (size >= 10) text = value.toFixed(1);
  else text = value.toFixed(size >= 0.01 || size === 0 ? 2 : 4);
  return text.replace('-', '−').replace('e-', 'e−');
};

/** A tick: as short as it can be said. */
export const formatTick = (value: number): string => {
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  const text = size >= 1e5 || (size > 0 && size < 1e-4) ? rounded.toExponential().replace('e+', 'e') : String(rounded);
  return text.replaceAll('-', '−');
};
