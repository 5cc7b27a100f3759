/** A ring stands where labels differ from the true reward, above the run by what raters see in it. */
import { expect, it } from 'vitest';
import { metricNames } from '../metrics';
import { Series } from '../state/series';
import { frameOf } from '../state/testing';
import { planePlotOf } from './plane-geometry';
import { ratedOf, ringPath, ringsOf } from './plane-raters';

const plot = planePlotOf(400, { kl: 2, reward: [0, 4] });

it('rings only runs whose raters err', () => {
  const series = new Series();
  const frame = frameOf([0], { runs: 2 });
  frame.metrics[metricNames.indexOf('kl')] = 1;
  frame.metrics[metricNames.indexOf('reward')] = 2;
  frame.metrics[metricNames.indexOf('raterReward')] = 3;
  series.append(frame);
  const rated = ratedOf(series, 2);
  expect(rated).toEqual([{ kl: 1, reward: 2, raterReward: 3 }, null]);
  expect(ringsOf(rated)).toEqual([{ kl: 1, reward: 3 }]);
});

it('draws the stem from the run to the ring, and none where they touch', () => {
  const [x, foot, top] = [plot.x(1).toFixed(1), plot.y(2).toFixed(1), plot.y(3)];
  expect(ringPath({ kl: 1, reward: 2, raterReward: 3 }, plot)).toMatch(`M${x} ${foot}V${(top + 4).toFixed(1)}M`);
  expect(ringPath({ kl: 1, reward: 2, raterReward: 2.001 }, plot)).not.toContain('V');
  expect(ringPath(null, plot)).toBe('');
});
