/**
 * What the imperative drawings leave in the document: lines, names and their visibility, before and after a frame.
 * @vitest-environment happy-dom
 */
import { describe, expect, it } from 'vitest';
import { optimum } from '../math/optimum';
import { defaultsOf } from '../settings/fields';
import { twoPeaks } from '../worlds/two-peaks';
import { drawCurves } from './curve-drawing';
import { curvePlotOf } from './curve-geometry';
import { densitiesOf, drawDensities, stillMotion } from './density-drawing';
import { densityOf, densityPlotOf, landscapeOf } from './density-geometry';
import { translate } from './pixels';
import { drawComets } from './plane-drawing';
import { planePlotOf } from './plane-geometry';

const rootOf = (content: string): Element => {
  document.body.innerHTML = `<svg>${content}</svg>`;
  return document.body.firstElementChild ?? document.body;
};
const attribute = (root: Element, selector: string, name: string) => root.querySelector(selector)?.getAttribute(name);
/** The y of a `translate(x y)`. */
const heightOf = (transform: string | null | undefined) => Number(transform?.match(/ ([\d.]+)\)/)?.[1]);

describe('drawCurves', () => {
  it('draws lines, names their ends apart, and hides names of runs without points', () => {
    const root = rootOf(
      '<path data-line="0"/><path data-line="1"/><text data-end="0"/><text data-end="1"/><text data-end="2"/>',
    );
    const plot = curvePlotOf(200, { names: [], room: 50 }, [0, 10], [0, 1]);
    const lines = [
      {
        points: [
          { step: 0, value: 0 },
          { step: 10, value: 1 },
        ],
        last: 1,
      },
      { points: [], last: Number.NaN },
    ];
    drawCurves(root, { plot, lines, optimum: 1 });
    expect(attribute(root, '[data-line="0"]', 'd')).toBe('M40,128L150,8');
    expect(attribute(root, '[data-line="1"]', 'd')).toBe('');
    expect(attribute(root, '[data-end="1"]', 'visibility')).toBe('hidden');
    const [first, star] = ['0', '2'].map((end) => heightOf(attribute(root, `[data-end="${end}"]`, 'transform')));
    expect(Math.abs((first ?? 0) - (star ?? 0))).toBeGreaterThanOrEqual(12);
  });
});

describe('drawDensities', () => {
  const world = twoPeaks.build(defaultsOf(twoPeaks.fields));
  const landscape = landscapeOf(world);
  const parts =
    '<path data-part="reference"/><path data-part="optimum"/><g data-run="0"><path/><path/></g>' +
    '<g data-part="label-0"/><g data-part="label-1"/><g data-part="label-2" data-label-of-run=""/>';

  it('shows reference and optimum before the first frame, the run after it, and settles', () => {
    const root = rootOf(parts);
    const star = densityOf(optimum(world, 1), world.responses.length);
    const scene = {
      landscape,
      plot: densityPlotOf(640, landscape.positions),
      optimum: star,
      bestOnData: [],
      densities: [],
      labelWidths: [90, 30, 40],
      taken: [],
      isStill: false,
    };
    const motion = stillMotion();
    drawDensities(root, scene, motion, 0);
    expect(attribute(root, '[data-part="optimum"]', 'd')).toMatch(/^M10,/);
    expect(attribute(root, '[data-run] path:last-child', 'd')).toBe('');
    expect(attribute(root, '[data-label-of-run]', 'visibility')).toBe('hidden');

    const narrow = landscape.positions.map((x) => Math.exp(-0.5 * ((x - 2) / 0.3) ** 2) * 0.133);
    const next = { ...scene, densities: [narrow] };
    expect(drawDensities(root, next, motion, 16)).toBe(true);
    const before = motion.top;
    for (let now = 32; now < 4000 && drawDensities(root, next, motion, now); now += 16);
    expect(motion.top).toBeGreaterThan(before);
    expect(motion.top).toBeCloseTo(0.133, 3);
    expect(attribute(root, '[data-run] path:last-child', 'd')).toMatch(/^M10,/);
    expect(attribute(root, '[data-label-of-run]', 'visibility')).toBe('visible');
  });

  it('draws the best on the data of the runs that are after it, and has it all in the picture', () => {
    const root = rootOf(`${parts}<path data-part="best-on-data-1"/>`);
    const star = densityOf(optimum(world, 1), world.responses.length);
    const narrow = landscape.positions.map((x) => (Math.abs(x - 1) < 0.01 ? 0.9 : 0));
    const scene = {
      landscape,
      plot: densityPlotOf(640, landscape.positions),
      optimum: star,
      bestOnData: [null, narrow],
      densities: [star, star],
      labelWidths: [90, 30, 40],
      taken: [],
      isStill: true,
    };
    const motion = stillMotion();
    drawDensities(root, scene, motion, 0);
    expect(motion.top).toBe(0.9);
    expect(attribute(root, '[data-part="best-on-data-1"]', 'd')).toMatch(/^M10,/);
  });

  it('takes no densities from a frame of another world', () => {
    expect(densitiesOf(new Float64Array(10), 2, 5, 5)).toHaveLength(2);
    expect(densitiesOf(new Float64Array(10), 2, 6, 6)).toEqual([]);
    expect(densitiesOf(undefined, 2, 5, 5)).toEqual([]);
  });
});

describe('drawComets', () => {
  it('puts the head where the run is now and hides runs that have not begun', () => {
    const comet = (run: number) =>
      `<g data-run="${run}">${'<path/>'.repeat(5)}<circle/><circle/></g><g data-part="label-${run}"/>`;
    const root = rootOf(`${comet(0)}${comet(1)}<g data-part="label-2"/>`);
    const plot = planePlotOf(400, { kl: 2, reward: [0, 4] });
    const trail = [0, 1, 2, 3, 4, 5].map((i) => ({ kl: i / 5, reward: i / 2 }));
    const scene = {
      plot,
      trails: [trail, []],
      optimum: { kl: 0.6, reward: 2.4 },
      labelWidths: [40, 40, 20],
      taken: [],
    };
    drawComets(root, scene, []);
    expect(attribute(root, '[data-run="0"] circle:last-child', 'transform')).toBe(
      translate({ x: plot.x(1), y: plot.y(2.5) }),
    );
    expect(attribute(root, '[data-run="0"] path', 'd')).toMatch(/^M/);
    expect(attribute(root, '[data-run="1"]', 'visibility')).toBe('hidden');
    expect(attribute(root, '[data-part="label-1"]', 'visibility')).toBe('hidden');
    expect(attribute(root, '[data-part="label-2"]', 'visibility')).toBe('visible');
  });
});
