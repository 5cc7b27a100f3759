// @vitest-environment happy-dom
/** Bars are as long as probabilities, rows keep apart, and what is not known is not drawn. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type BarRow, barsPlotOf, barsTop, drawBars, topOf } from './sentence-drawing';

const row: BarRow = { text: 'yes.', policies: [0.4, 0.1], reference: 0.2, optimum: Number.NaN };
const plot = barsPlotOf(600, 2, 2, topOf([row]));

const pictureOf = (): Element => {
  document.body.innerHTML = `<svg>${[0, 1]
    .map(
      (i) =>
        `<g data-row="${i}"><text data-part="name"></text><path data-part="reference"/><path data-run="0"/><path data-run="1"/><path data-part="optimum"/><text data-part="number"></text></g>`,
    )
    .join('')}</svg>`;
  return document.body;
};

describe('bars', () => {
  let root: Element;
  const attribute = (selector: string, name = 'd'): string => root.querySelector(selector)?.getAttribute(name) ?? '';
  const lengthOf = (selector: string): number => Number(/L([\d.]+),/.exec(attribute(selector))?.[1]) - plot.left;

  beforeEach(() => {
    root = pictureOf();
    drawBars(root, [row], plot);
  });

  it('are as long as what they stand for', () => {
    expect(lengthOf('[data-run="0"]') / lengthOf('[data-run="1"]')).toBeCloseTo(4, 1);
    expect(lengthOf('[data-run="0"]')).toBeCloseTo(plot.right - plot.left, 0);
    expect(root.querySelector('[data-part="number"]')?.textContent).toBe('0.40');
  });

  it('say nothing of what is not known or not there', () => {
    expect(attribute('[data-part="optimum"]')).toBe('');
    expect(attribute('[data-row="1"]', 'visibility')).toBe('hidden');
    expect(attribute('[data-row="0"]', 'visibility')).toBe('visible');
  });

  it.each([1, 8, 16])('of %i runs stay inside their rows, wide or narrow', (runs) => {
    for (const width of [340, 800]) {
      const some = barsPlotOf(width, 10, runs, 1);
      expect(barsTop(some, 0) + some.barsHeight).toBeLessThanOrEqual(barsTop(some, 1));
      expect(runs * some.pitch).toBeLessThanOrEqual(some.barsHeight);
      expect(some.left).toBeLessThan(some.right);
    }
  });
});
