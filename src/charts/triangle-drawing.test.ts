/**
 * What the triangle's drawing leaves in the document.
 * @vitest-environment happy-dom
 */
import { describe, expect, it } from 'vitest';
import { logNormalise } from '../math/distribution';
import { drawPaths, pathsIn } from './triangle-drawing';
import { trianglePlotOf } from './triangle-geometry';

const plot = trianglePlotOf(400);
/** Two runs on two prompts; the second run stands still. */
const policiesAt = (step: number) => ({
  step,
  logPi: logNormalise([0, 0, 0, step, 0, -step, 0, 0, 0, 0, 0, 0], 3),
});

describe('paths of runs', () => {
  it('belong to one run and one prompt each', () => {
    const history = [0, 1, 2].map(policiesAt);
    const [moving = [], resting = []] = pathsIn(history, 2, 2, 1, plot);
    expect(moving[0]?.x).toBeCloseTo(200, 6);
    expect(moving.at(-1)?.x).toBeLessThan(120);
    expect(moving.length).toBeGreaterThan(5);
    for (const { x } of resting) expect(x).toBeCloseTo(200, 6);
    for (const { x } of pathsIn(history, 2, 2, 0, plot)[0] ?? []) expect(x).toBeCloseTo(200, 6);
  });

  it('are empty while frames of another world come in', () => {
    expect(pathsIn([policiesAt(0)], 3, 2, 0, plot)).toEqual([[], [], []]);
    expect(pathsIn([], 1, 1, 0, plot)).toEqual([[]]);
  });

  it('end where the run is now, however long the history', () => {
    const long = Array.from({ length: 1000 }, (_, i) => policiesAt(i / 500));
    const ends = [999, 1000].map((length) => pathsIn(long.slice(0, length), 2, 2, 1, plot)[0]?.at(-1)?.x ?? 0);
    expect(ends[1]).toBeLessThan(ends[0] ?? 0);
    expect(ends[1]).toBeCloseTo(pathsIn([policiesAt(999 / 500)], 2, 2, 1, plot)[0]?.[0]?.x ?? 0, 9);
  });

  it('end in a dot, and are hidden before they begin', () => {
    const run = (index: number) => `<g data-run="${index}"><path/><circle/></g>`;
    document.body.innerHTML = `<svg>${run(0)}${run(1)}</svg>`;
    drawPaths(document.body, [
      [
        { x: 1, y: 2 },
        { x: 30, y: 40 },
      ],
      [],
    ]);
    const attribute = (selector: string, name: string) => document.querySelector(selector)?.getAttribute(name);
    expect(attribute('[data-run="0"] path', 'd')).toBe('M1,2L30,40');
    expect(attribute('[data-run="0"] circle', 'transform')).toBe('translate(30 40)');
    expect(attribute('[data-run="0"]', 'visibility')).toBe('visible');
    expect(attribute('[data-run="1"]', 'visibility')).toBe('hidden');
  });
});
