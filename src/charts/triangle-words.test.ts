import { expect, it } from 'vitest';
import { describeTriangle, foretell, verdictOn } from './triangle-words';

it('describes where every policy is', () => {
  const policies = [
    { name: 'DPO', values: [0.5, 0.3, 0.2] },
    { name: 'π*', values: [0.72, 0.26, 0.02] },
  ];
  expect(describeTriangle(['No', 'Never', 'Yes'], 12, policies)).toBe(
    'Probability of each answer, at step 12: DPO No 50%, Never 30%, Yes 20%; π* No 72%, Never 26%, Yes 2%.',
  );
  expect(describeTriangle(['No', 'Never', 'Yes'], undefined, [])).toContain('before training');
});

it('foretells the first step by the sign alone', () => {
  expect(foretell('No', 0.35)).toBe('the first step should raise No');
  expect(foretell('No', -0.01)).toBe('the first step should lower No');
  expect(foretell('No', 0)).toBe('the first step should leave No where it is');
});

it('tells runs that went as foretold from those that did not, and who has fallen since', () => {
  const outcomes = [{ firstStep: 0.02, now: -4 }, { firstStep: -0.1, now: -0.1 }, { firstStep: 1e-9, now: 0.5 }, null];
  expect(verdictOn(0.35, outcomes)).toEqual({ agree: [0], differ: [1], below: [0, 1] });
  expect(verdictOn(-0.35, outcomes)).toEqual({ agree: [1], differ: [0], below: [0, 1] });
  expect(verdictOn(0, outcomes)).toEqual({ agree: [], differ: [], below: [0, 1] });
});
