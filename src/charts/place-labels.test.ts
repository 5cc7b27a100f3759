/** Labels stay apart and inside, near their anchors, and where they were. */
import { describe, expect, it } from 'vitest';
import { boxOf, overlap, placeLabels, type WantedLabel } from './place-labels';

const bounds = { left: 0, top: 0, width: 600, height: 300 };
const place = (labels: readonly WantedLabel[]) => placeLabels(labels, [], bounds, []);

describe('placeLabels', () => {
  it('leaves a lone label where it wants to be', () => {
    expect(place([{ x: 300, y: 100, width: 60 }])).toEqual([{ dx: 0, dy: 0 }]);
  });

  it('keeps eight labels of one peak apart and inside', () => {
    const labels = Array.from({ length: 8 }, (_, i) => ({ x: 560, y: 60, width: 50 + 5 * i }));
    const boxes = place(labels).map((shift, i) => boxOf(labels[i] ?? { x: 0, y: 0, width: 0 }, shift));
    boxes.forEach((box, i) => {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.left + box.width).toBeLessThanOrEqual(600);
      expect(box.top).toBeGreaterThanOrEqual(0);
      for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(0);
    });
  });

  it('stacks labels of peaks that differ by a pixel right above each other', () => {
    const labels = [
      { x: 300, y: 100, width: 60 },
      { x: 304, y: 101, width: 60 },
    ];
    expect(place(labels)).toEqual([
      { dx: 0, dy: 0 },
      { dx: 0, dy: -16 },
    ]);
  });

  it('avoids what is taken', () => {
    const taken = { left: 250, top: 80, width: 100, height: 25 };
    const label = { x: 300, y: 100, width: 60 };
    const [shift = { dx: 0, dy: 0 }] = placeLabels([label], [taken], bounds, []);
    expect(overlap(boxOf(label, shift), taken)).toBe(0);
  });

  it('does not move back for a gain of a few pixels', () => {
    const label = { x: 300, y: 100, width: 20 };
    const before = { dx: -11, dy: 0 };
    expect(placeLabels([label], [], bounds, [before])).toEqual([before]);
  });
});
