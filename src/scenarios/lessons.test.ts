import { describe, expect, it } from 'vitest';
import { presets } from '../experiment/presets';
import { scenarios } from './index';

const known = scenarios.flatMap(({ trials }) =>
  trials.flatMap(({ id, facts }) => facts.map(({ words }) => `${id}: ${words}`)),
);

describe('explanations', () => {
  it.each(presets)('$id rests on facts over seeds', ({ explanation: { facts } }) => {
    expect(facts.length).toBeGreaterThan(0);
    for (const fact of facts) expect(known).toContain(fact);
  });
});
