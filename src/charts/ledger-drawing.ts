/** Draws the ledger's areas and writes its numbers straight into the list that React made. */

import type { Masses } from '../math/pair-masses';
import { changeText, fixedText, probabilityText } from '../settings/number-text';
import { niceDomain } from './axis';
import { type MassCurve, type MassPart, massParts } from './ledger-masses';
import { areaPath } from './path';
import { put } from './pixels';

export interface LedgerEntry {
  readonly curve: MassCurve;
  /** undefined before the first report. */
  readonly now: Masses | undefined;
  /** Nats; NaN where it is not known. */
  readonly shift: number;
}

/** Areas are drawn in a box of this size, stretched over whatever room there is. */
const [width, height] = [1000, 100];

/** What lies below a part and what it reaches up to, from the bottom: chosen, both, rejected, elsewhere. */
const edgesOf = (masses: Masses, part: MassPart): readonly [from: number, to: number] => {
  let from = 0;
  for (const lower of massParts) {
    if (lower === part) break;
    from += masses[lower];
  }
  return [from, from + masses[part]];
};

/**
 * What the areas reach up to: one, or less where nearly all probability is elsewhere all the time, so that the little
 * that is not can be seen.
 */
export const topOf = (curves: readonly MassCurve[]): number => {
  const most = Math.max(0, ...curves.flatMap(({ masses }) => masses.map(({ elsewhere }) => 1 - elsewhere)));
  if (most === 0 || most > 0.4) return 1;
  return niceDomain(0, most)[1];
};

/** The area of one part over the steps. */
export const areaOf = ({ steps, masses }: MassCurve, part: MassPart, lastStep: number, top: number): string => {
  const y = (share: number): number => (1 - Math.min(share / top, 1)) * height;
  return areaPath(
    masses.map((at) => edgesOf(at, part)),
    (_, i) => ((steps[i] ?? 0) / lastStep) * width,
    ([from]) => y(from),
    ([, to]) => y(to),
  );
};

/** The part of a bar from left to right. */
const barOf = (masses: Masses, part: MassPart): string =>
  areaPath(
    edgesOf(masses, part),
    (share) => share * width,
    () => 0,
    () => height,
  );

/** One entry an item of the list, in order; areas reach from 0 to `top`. */
export const drawLedger = (list: Element, entries: readonly LedgerEntry[], lastStep: number, top: number): void => {
  entries.forEach(({ curve, now, shift }, i) => {
    const row = list.children[i];
    if (row === undefined) return;
    const draw = (name: string, path: string): void => {
      put(row.querySelector(`[data-part="${name}"]`), 'd', path);
    };
    const write = (name: string, text: string): void => {
      const cell = row.querySelector(`[data-number="${name}"]`);
      if (cell !== null && cell.textContent !== text) cell.textContent = text;
    };
    for (const part of massParts) {
      draw(`history-${part}`, areaOf(curve, part, lastStep, top));
      draw(`now-${part}`, now === undefined ? '' : barOf(now, part));
      write(part, probabilityText(now?.[part] ?? Number.NaN));
    }
    write(
      'shift',
      changeText(shift, (nats) => fixedText(nats, 2)),
    );
  });
};
