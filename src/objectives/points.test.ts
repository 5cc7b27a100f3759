import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../settings/fields';
import { evaluatePair, type Pair } from './testing';

const pointA: Pair = { a: -12, b: -15, aRef: -13, bRef: -14.5, nW: 6, nL: 5 };
const pointB: Pair = { a: -20, b: -14, aRef: -18, bRef: -15, nW: 8, nL: 7 };

type Results = readonly [loss: number, a: number, b: number];

/** Losses from executed reference code or the closed form, gradients from finite differences: seven digits. */
const rows: readonly (readonly [objective: string, params: FieldValues, atA: Results, atB: Results])[] = [
  ['dpo', { beta: 0.1 }, [0.620957, -0.04625702, 0.04625702], [0.8543552, -0.05744425, 0.05744425]],
  [
    'dpo',
    { beta: 0.1, labelSmoothing: 0.1 },
    [0.635957, -0.03625702, 0.03625702],
    [0.8243552, -0.04744425, 0.04744425],
  ],
  [
    'robust-dpo',
    { beta: 0.1, epsilon: 0.1 },
    [0.602207, -0.05875702, 0.05875702],
    [0.8918552, -0.06994425, 0.06994425],
  ],
  ['slic-hinge', { beta: 0.1 }, [0.85, -0.1, 0.1], [1.3, -0.1, 0.1]],
  ['ipo', { tau: 0.1, lengthAveraged: false }, [12.25, -7, 7], [64, -16, 16]],
  ['ipo', { tau: 0.1, lengthAveraged: true }, [22.40444, -1.577778, 1.893333], [29.08291, -1.348214, 1.540816]],
  ['exo-pref', { beta: 0.1, epsilon: 1e-3 }, [2.505517, -0.1679723, 0.1679723], [3.286512, -0.1761751, 0.1761751]],
  ['exo-pref', { beta: 0.1, logEpsilon: -10 }, [3.935359, -0.24487, 0.24487], [5.062403, -0.2517921, 0.2517921]],
  ['mpo', { referenceRatio: false }, [-0.9525741, -0.04517666, 0.04517666], [-0.002472623, -0.002466509, 0.002466509]],
  [
    'mpo',
    { referenceRatio: true, beta: 0.1 },
    [-0.5374298, -0.0248599, 0.0248599],
    [-0.4255575, -0.02444583, 0.02444583],
  ],
  ['simpo', { beta: 2.5, gamma: 0.25 }, [0.1002066, -0.03972894, 0.04767473], [1.701413, -0.255492, 0.2919909]],
  [
    'alphapo',
    { alpha: 0.25, beta: 2.5, gamma: 0.25 },
    [0.0118113, -0.008066243, 0.01242871],
    [2.528397, -0.5372452, 0.5418482],
  ],
  [
    'alphapo',
    { alpha: -1, beta: 2.5, gamma: 0.25 },
    [0.7113751, -0.02870413, 0.01267159],
    [0.9029471, -0.01525311, 0.02874071],
  ],
  ['cpo', { beta: 0.1, nllWeight: 1 }, [2.554355, -0.2092224, 0.04255575], [3.537488, -0.1895656, 0.06456563]],
  ['orpo', { lambda: 0.1 }, [2.028875, -0.1715009, 0.00527884], [2.601169, -0.1336663, 0.01051436]],
  ['nca-pair', { beta: 0.1 }, [1.350825, -0.02125312, 0.02437513], [1.469407, -0.0324751, 0.02624896]],
  ['bco-pair', { beta: 0.1 }, [1.312856, -0.04750208, 0.04875026], [1.542536, -0.0549834, 0.05249792]],
  ['sppo-hard', { beta: 0.1 }, [36.25, -8, 9], [85, -14, 12]],
  ['apo-zero', { beta: 0.1 }, [0.9625234, -0.0249376, 0.02498438], [1.074813, -0.02475166, 0.0249376]],
  ['apo-down', { beta: 0.1 }, [0.9875493, 7.770335e-5, 0.0248599], [1.024609, 0.0003058261, 0.02444583]],
  ['discopop', { beta: 0.1, tau: 0.05 }, [0.8493376, -0.0625203, 0.0625203], [0.8555804, -0.05519165, 0.05519165]],
  ['focalpo', { beta: 0.1, gamma: 0.05 }, [0.6019739, -0.04345062, 0.04345062], [0.8186276, -0.05269076, 0.05269076]],
  ['minor-dpo', { beta: 0.1 }, [0.6443967, -0.04750208, 0], [0.8543552, -0.05744425, 0.05744425]],
  ['dpop', { beta: 0.1, lambda: 5 }, [0.620957, -0.04625702, 0.04625702], [1.541008, -0.471501, 0.0785835]],
  ['dpo-norm', { beta: 0.1 }, [0.6799027, -0.008222229, 0.009866675], [0.7129829, -0.006372752, 0.007283145]],
  ['cal-dpo', { beta: 0.1 }, [18.32641, -4.182426, 4.682426], [45.54859, -7.952574, 6.952574]],
  ['rpo', { beta: 0.1, eta: 0.005 }, [0.626957, -0.04675702, 0.04625702], [0.8643552, -0.05794425, 0.05744425]],
  [
    'f-dpo',
    { beta: 0.1, divergence: 'reverse-kl' },
    [0.620957, -0.04625702, 0.04625702],
    [0.8543552, -0.05744425, 0.05744425],
  ],
  [
    'f-dpo',
    { beta: 0.1, divergence: 'forward-kl' },
    [0.6311544, -0.01721759, 0.07716389],
    [1.104602, -0.4940745, 0.02459852],
  ],
  [
    'f-dpo',
    { beta: 0.1, divergence: 'js' },
    [0.6606522, -0.01300293, 0.03009501],
    [0.7879366, -0.04802262, 0.01466316],
  ],
  [
    'f-dpo',
    { beta: 0.1, divergence: 'alpha', alpha: 0.5 },
    [0.6276909, -0.02827506, 0.05985831],
    [0.926456, -0.1641966, 0.03663721],
  ],
  [
    'adaptive-preference-scaling',
    { beta: 0.1, rho: 0.2, tauMin: 0.1, tauMax: 5 },
    [-0.02922407, -0.01948272, 0.01948272],
    [0.2415519, -0.08051728, 0.08051728],
  ],
  ['slic-hf', { delta: 1, lambda: 0.1 }, [1.2, -0.1, 0], [9, -1.1, 1]],
  // One pair compared with itself in rank is DPO.
  ['aot', { beta: 0.1, pairing: 'paired' }, [0.620957, -0.04625702, 0.04625702], [0.8543552, -0.05744425, 0.05744425]],
  [
    'aot',
    { beta: 0.1, pairing: 'unpaired' },
    [0.620957, -0.04625702, 0.04625702],
    [0.8543552, -0.05744425, 0.05744425],
  ],
];

const expectSevenDigits = (actual: Results, expected: Results): void => {
  actual.forEach((value, i) => {
    const wanted = expected[i] ?? Number.NaN;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-6 * Math.abs(wanted) + 1e-9);
  });
};

describe('published points', () => {
  it.each(rows)('%s %o', (objective, params, atA, atB) => {
    expectSevenDigits(evaluatePair(objective, params, pointA), atA);
    expectSevenDigits(evaluatePair(objective, params, pointB), atB);
  });

  it('kto with z₀ from the batch', () => {
    const sigma = (x: number): number => 1 / (1 + Math.exp(-x));
    // At A the mean log-ratio of the pair is (1 − 0.5)/2 = 0.25; at B it is negative, so that z₀ = 0.
    const [atA] = evaluatePair('kto', { beta: 0.1 }, pointA);
    expect(atA).toBeCloseTo(sigma(0.1 * (0.25 - 1)) + sigma(0.1 * (-0.5 - 0.25)), 12);
    const [atB] = evaluatePair('kto', { beta: 0.1 }, pointB);
    expect(atB).toBeCloseTo(sigma(0.2) + sigma(0.1), 12);
  });
});
