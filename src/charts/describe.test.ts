/** The words say the run, the number and the step. */
import { expect, it } from 'vitest';
import { describeCurves, describeDensities, describePlane } from './describe';

const runs = [
  { name: 'DPO', values: [0.2567, 5] },
  { name: 'Exact RL', values: [Number.NaN, 2] },
];

it('describes curves', () => {
  expect(describeCurves('Reward', 'E[r]', 900, runs, 2.3668)).toBe(
    'Reward, E[r], at step 900: DPO 0.26; Exact RL none. Exact optimum 2.37.',
  );
  expect(describeCurves('Loss', '', 450, [], undefined, [200, 400, 600])).toBe(
    'Loss, at step 450: nothing yet. The latest round began at step 400.',
  );
  expect(describeCurves('Loss', '', undefined, [], undefined)).toBe('Loss: no training yet.');
});

it('describes densities', () => {
  expect(describeDensities(3, [{ name: 'π*', values: [-2.5, 0.614] }])).toBe(
    'Probability of each response y, at step 3: π* peaks at −2.50 with 61% within 1 of it.',
  );
});

it('describes the plane', () => {
  const swayed = { name: 'DPO', values: [0.2, 1, 1.5], judge: 'the raters' };
  expect(describePlane(4, [swayed], { name: 'π*', values: [0.61, 2.37] })).toBe(
    'Reward against KL to the reference, at step 4: DPO reward 1.00 for KL 0.20 (to the raters 1.50); ' +
      'π* reward 2.37 for KL 0.61.',
  );
  expect(describePlane(undefined, [], { name: 'π*', values: [0.61, 2.37] })).toBe(
    'Reward against KL to the reference, before training: π* reward 2.37 for KL 0.61.',
  );
});
