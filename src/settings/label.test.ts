/** No name reaches a person as code spells it. */
import { describe, expect, it } from 'vitest';
import { settingFields } from '../experiment/settings';
import { knobsOf, objectives } from '../objectives';
import { policies } from '../policies/families';
import { worlds } from '../worlds';
import { labelOf, optionText, shortLabelOf } from './label';

describe('labelOf', () => {
  it.each([
    ['eta', 'η'],
    ['rho', 'ρ'],
    ['lambda2', 'λ₂'],
    ['beta_w', 'β_w'],
    ['betaPolicy', 'β policy'],
    ['lambdaReference', 'λ reference'],
    ['labelSmoothing', 'label smoothing'],
    ['alphabet', 'alphabet'],
  ])('%s reads %s', (name, text) => {
    expect(labelOf(name)).toBe(text);
    expect(labelOf(name, { label: '' })).toBe(text);
    expect(labelOf(name, { label: 'in words' })).toBe('in words');
  });
});

describe('shortLabelOf', () => {
  it.each([
    ['\\beta', 'β'],
    ['\\varepsilon', 'ε'],
    ['\\beta_\\pi', 'β_π'],
    ['\\lambda_{\\text{NLL}}', 'NLL'],
    ['\\tau_{\\min}', 'τ_min'],
    ['\\ell_l', 'ℓ_l'],
    ['z_0', 'z₀'],
  ])('%s reads %s', (tex, text) => {
    expect(shortLabelOf('name', { label: 'in words', tex })).toBe(text);
  });

  it('leaves a field without a symbol to its label', () => {
    expect(shortLabelOf('lengthAveraged', { label: 'average over tokens' })).toBe('average over tokens');
  });
});

describe('every setting', () => {
  const knobs = objectives.flatMap((objective) => Object.entries(knobsOf(objective, {})));
  const params = [...policies, ...worlds].flatMap(({ fields }) => Object.entries(fields));
  const all = [...knobs, ...params, ...Object.entries(settingFields)];

  it('reads without TeX, capitals inside words or Greek letters by name', () => {
    expect(all.length).toBeGreaterThan(100);
    for (const [name, field] of all) {
      for (const text of [labelOf(name, field), shortLabelOf(name, field)]) {
        expect(text).not.toMatch(/\\|[{}]|[a-z][A-Z]|\b(alpha|beta|gamma|delta|epsilon|eta|lambda|rho|tau)/);
      }
    }
  });
});

it('writes options as words', () => {
  expect(['bradley-terry', 'reverse-kl', 'per-token'].map(optionText)).toEqual([
    'Bradley–Terry',
    'reverse KL',
    'per token',
  ]);
});
