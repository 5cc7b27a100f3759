import { expect, it } from 'vitest';
import { logNormalise, standardised } from './distribution';
import { onRewardScale, rewardScale } from './reward-scale';

const prompts = ['a', 'b'];
const logRef = logNormalise(Float64Array.of(0, 1, 2, -1, 0.5, 0), 3);
const reward = Float64Array.of(3, -1, 0.5, 7, 9, 8);

it('gives back the true reward of a model that is right up to what comparisons cannot tell', () => {
  const scale = rewardScale({ prompts, logRef, reward });
  const model = standardised(
    reward.map((value, i) => 5 * value + (i < 3 ? 2 : -40)),
    logRef,
    3,
  );
  onRewardScale(model, scale).forEach((value, i) => {
    expect(value).toBeCloseTo(reward[i] ?? Number.NaN, 12);
  });
});

it('has the mean of the means of the prompts, where the reference is', () => {
  const { means, mean } = rewardScale({ prompts, logRef, reward });
  const first = [0, 1, 2].map((i) => Math.exp(logRef[i] ?? 0) * (reward[i] ?? 0));
  expect(means[0]).toBeCloseTo(
    first.reduce((sum, each) => sum + each, 0),
    12,
  );
  expect(mean).toBeCloseTo(((means[0] ?? 0) + (means[1] ?? 0)) / 2, 12);
});
