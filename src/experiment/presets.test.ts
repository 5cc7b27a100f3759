import { describe, expect, it } from 'vitest';
import { observations } from '../observations';
import { openLink, toFragment } from './link';
import { presetOf, presets } from './presets';

describe('presets', () => {
  it('are lessons with their own names, all of which fit into a link', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    expect(new Set(presets.map(({ experiment }) => toFragment(experiment))).size).toBe(presets.length);
    for (const { experiment } of presets) expect(openLink(toFragment(experiment))).toEqual({ experiment, changes: [] });
  });

  it('open with the lesson of an empty link', () => {
    expect(presets[0]?.experiment).toEqual(openLink('').experiment);
  });

  it('are known on whatever seed, and not with another setting', () => {
    for (const { id, experiment } of presets) {
      expect(presetOf({ ...experiment, seed: 7 })?.id).toBe(id);
      expect(presetOf({ ...experiment, beta: 3.25 })).toBeUndefined();
    }
  });

  it.each(presets)(
    '$id shows what can be observed, of its own runs, and says why in at most two sentences',
    (preset) => {
      const { shows, often = {}, explanation, experiment } = preset;
      const ids = observations.map(({ id }) => id);
      const oftenRuns = Object.entries(often).map(([id, seedsOf]) => [id, Object.keys(seedsOf).map(Number)] as const);
      for (const [id, runs] of [...Object.entries(shows), ...oftenRuns]) {
        expect(ids).toContain(id);
        expect(runs.length).toBeGreaterThan(0);
        for (const run of runs) expect(experiment.runs[run], `${id} ${run}`).toBeDefined();
      }
      expect(Object.keys(shows)).toContain(explanation.of);
      const ends = explanation.text.match(/[.!?](?= |$)/g) ?? [];
      expect(explanation.text).toMatch(/\.$/);
      expect(ends.length).toBeLessThanOrEqual(2);
    },
  );
});
