/** A ring stands where a run is judged by another reward than the true one, over the run by what its judge sees in it. */
import { expect, it } from 'vitest';
import { metricNames } from '../metrics';
import { Series } from '../state/series';
import { frameOf } from '../state/testing';
import { type Belief, believedTrails, ringPath } from './plane-beliefs';
import { planePlotOf } from './plane-geometry';

const plot = planePlotOf(400, { kl: 2, reward: [0, 4] });

it('follows only runs that are judged by another reward, on the scale of the true one', () => {
  const series = new Series();
  const frame = frameOf([0], { runs: 2 });
  frame.metrics[metricNames.indexOf('kl')] = 1;
  frame.metrics[metricNames.indexOf('reward')] = 2;
  frame.metrics[metricNames.indexOf('modelReward')] = 3;
  series.append(frame);
  const belief: Belief = { metric: 'modelReward', who: 'the model', onScale: (value) => 0.5 + 2 * value };
  expect(believedTrails(series, [belief, null])).toEqual([[{ kl: 1, reward: 6.5 }], []]);
  // The metric has no value where nothing is fitted.
  expect(believedTrails(series, [{ ...belief, metric: 'raterReward' }, null])).toEqual([[], []]);
});

it('draws the stem from the run to the ring, and none where they touch', () => {
  const [x, foot, top] = [plot.x(1).toFixed(1), plot.y(2).toFixed(1), plot.y(3)];
  expect(ringPath(2, { kl: 1, reward: 3 }, plot)).toMatch(`M${x} ${foot}V${(top + 4).toFixed(1)}M`);
  expect(ringPath(2, { kl: 1, reward: 2.001 }, plot)).not.toContain('V');
  expect(ringPath(2, undefined, plot)).toBe('');
});
