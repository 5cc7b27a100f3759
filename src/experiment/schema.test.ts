import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worlds } from '../worlds';
import { checkExperiment } from './schema';
import { arbitraryExperiment } from './testing';

const worldIds = worlds.map(({ id }) => id).join(', ');

const experimentOf = (raw: unknown) => {
  const checked = checkExperiment(raw);
  if ('problems' in checked) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  return checked.experiment;
};

const problemsOf = (raw: unknown): readonly { path: string; message: string }[] => {
  const checked = checkExperiment(raw);
  return 'problems' in checked ? checked.problems : [];
};

const oneRun = [{ objective: 'dpo' }];

describe('checkExperiment', () => {
  it('opens the lesson when nothing is said', () => {
    const experiment = experimentOf({});
    expect(experiment.world.id).toBe('two-peaks');
    expect(experiment.policy).toEqual({ id: 'bump', params: { start: 1, width: 0.8 } });
    expect(experiment.data.candidates).toBe(4);
    expect(experiment.runs.map(({ objective }) => objective)).toEqual(['dpo', 'exo-rw', 'rl-exact']);
    expect(experiment.runs[0]?.knobs).toEqual({ beta: 1 });
  });

  it('fills in every default when only a world and runs are named', () => {
    expect(experimentOf({ world: { id: 'cliff' }, runs: oneRun })).toEqual({
      version: 1,
      world: { id: 'cliff', params: { referenceWidth: 1.5, edge: 1.5, slope: -2, range: 6, bins: 121 } },
      policy: { id: 'bump', params: { start: 0.3, width: 0.8 } },
      beta: 1,
      data: {
        pairs: 'fresh',
        candidates: 2,
        from: 'reference',
        support: null,
        labels: 'bradley-terry',
        flip: 0,
        nearDuplicates: 0,
      },
      training: { steps: 1500, batch: 256, learningRate: 0.02, optimizer: 'adam', epsilon: 1e-8, restartEvery: 0 },
      rewardModel: { kind: 'mlp', hidden: 16, steps: 600, learningRate: 0.01, penalty: 0.001 },
      seed: 1,
      runs: [{ objective: 'dpo', knobs: { beta: 0.1 } }],
    });
  });

  it('takes what suits sentences', () => {
    const experiment = experimentOf({ world: { id: 'sentences' } });
    expect(experiment.policy).toEqual({ id: 'autoregressive-mlp', params: { hidden: 32, layers: 1 } });
    expect(experiment.world.params).toEqual({
      ...{ prompts: 2, words: 5, maxLength: 5, lengthBonus: 0 },
      sft: { samples: 1000, steps: 400, learningRate: 0.01 },
    });
    expect(experiment.data).toMatchObject({ pairs: 128, candidates: 2, support: null });
    expect(experiment.training).toEqual({
      steps: 1000,
      batch: 'all',
      learningRate: 0.001,
      optimizer: 'adam',
      epsilon: 1e-8,
      restartEvery: 0,
    });
    expect(experiment.runs).toHaveLength(8);
    expect(experiment.runs[5]).toEqual({ objective: 'dpo', knobs: { beta: 0.1, nll: 0.1 } });
  });

  it('takes what suits the triangle', () => {
    const experiment = experimentOf({ world: { id: 'triangle' }, seed: 2 });
    expect(experiment.policy).toEqual({ id: 'log-linear', params: {} });
    expect(experiment.data).toMatchObject({ pairs: 'given', candidates: 2 });
    expect(experiment.training).toEqual({
      ...{ steps: 2000, batch: 'all', learningRate: 0.5 },
      optimizer: 'gradient-descent',
      epsilon: 1e-8,
      restartEvery: 0,
    });
    expect(experiment.runs.map(({ objective }) => objective)).toEqual(['dpo', 'ipo', 'minor-dpo', 'dpo', 'alphapo']);
    expect(experiment.seed).toBe(2);
  });

  it('takes a number of fresh pairs as a batch, as there is no whole', () => {
    const { training } = experimentOf({ world: { id: 'sentences' }, data: { pairs: 'fresh' } });
    expect(training).toMatchObject({ batch: 256, learningRate: 0.001 });
  });

  it('completes a group that is switched on', () => {
    const { world } = experimentOf({ world: { id: 'sentences', params: { lengthPenalty: { after: 2 } } } });
    expect(world.params.lengthPenalty).toEqual({ after: 2, perToken: 1 });
  });

  it('keeps what is said beside the lesson when no runs are named', () => {
    const experiment = experimentOf({ seed: 7, policy: { id: 'table' } });
    expect(experiment.seed).toBe(7);
    expect(experiment.policy.id).toBe('table');
    expect(experiment.data.candidates).toBe(4);
  });

  it('accepts every valid experiment as it is', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        expect(experimentOf(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      { training: { learningRate: 5 } },
      'training.learningRate',
      'training.learningRate must be a number from 0.00001 to 1, not 5.',
    ],
    [{ data: { candidates: 2.5 } }, 'data.candidates', 'data.candidates must be a whole number from 2 to 64, not 2.5.'],
    [
      { data: { pairs: 'old' } },
      'data.pairs',
      'data.pairs must be "fresh", "given" or a whole number from 1 to 4096, not "old".',
    ],
    [{ training: { batch: 'all' } }, 'training.batch', 'training.batch must be a number while data.pairs is "fresh"'],
    [{ data: { support: { low: 1, high: -1 } } }, 'data.support', 'at least two responses'],
    [{ data: { support: { low: 0.01, high: 0.02 } } }, 'data.support', 'at least two responses'],
    [{ data: { support: { low: 8, high: 9 } } }, 'data.support', 'at least two responses'],
    [{ data: [] }, 'data', 'data must be settings by name, not a list of 0.'],
    [{ data: null }, 'data', 'data must be settings by name, not null.'],
    [{ sed: 3 }, 'sed', 'sed is not a setting (there are version, world, policy, beta,'],
    [{ version: 2 }, 'version', 'version must be 1, not 2.'],
    [{ world: { id: 'moon' } }, 'world.id', `world.id must be one of ${worldIds}, not "moon".`],
    [
      { policy: { id: 'table', params: { width: 1 } } },
      'policy.params.width',
      'policy.width is not a setting (there are none).',
    ],
    [
      { world: { params: { peaks: [{ at: 99 }] } } },
      'world.params.peaks.0.at',
      'world.peaks.0.at must be a number from -20 to 20, not 99.',
    ],
    [{ world: { params: { peaks: [] } } }, 'world.params.peaks', 'a list of 1 to 4, not a list of 0.'],
    [
      { world: { id: 'sentences', params: { words: 8, prompts: 4 } } },
      'world.params.maxLength',
      'world.maxLength must be at most 4 with 8 words and 4 prompts, or there are more than 25000 sentences, not 5.',
    ],
    [
      { world: { id: 'sentences', params: { sft: { steps: 0 } } } },
      'world.params.sft.steps',
      'world.sft.steps must be a whole number from 1 to 2000, not 0.',
    ],
    [
      { world: { id: 'sentences', params: { lengthPenalty: 3 } } },
      'world.params.lengthPenalty',
      'world.lengthPenalty must be settings by name, not 3.',
    ],
    [
      { world: { id: 'triangle', params: { reference: [{ p: 1 }] } } },
      'world.params.reference',
      'world.reference must be a list of 3, not a list of 1.',
    ],
    [
      { world: { id: 'triangle', params: { pairs: [{ prompt: 0, chosen: 1, rejected: 1 }] } } },
      'world.params.pairs',
      'world.pairs must be pairs of two different answers to the only prompt, 0, not a list of 1.',
    ],
    [
      { world: { id: 'sentences' }, policy: { id: 'transformer', params: { heads: 3 } } },
      'policy.params.width',
      'policy.width must be a multiple of the 3 heads, not 16.',
    ],
    [{ world: { id: 'sentences' }, policy: { id: 'bump' } }, 'policy.id', 'policy.id must be a policy that fits'],
    [
      { data: { pairs: 'given' } },
      'data.pairs',
      'data.pairs must be "fresh" or a number, as this world has no pairs of its own, not "given".',
    ],
    [
      { world: { id: 'triangle' }, data: { candidates: 4 } },
      'data.candidates',
      'data.candidates must be 2 while data.pairs is "given", not 4.',
    ],
    [
      { world: { id: 'sentences' }, data: { support: { low: 0, high: 1 } } },
      'data.support',
      'data.support must be a maxLength, as responses are sentences, not',
    ],
    [{ data: { support: { maxLength: 3 } } }, 'data.support', 'must be a range from low to high, as responses lie on'],
    [{ world: { id: 'triangle' }, data: { support: { maxLength: 3 } } }, 'data.support', 'must be off in this world'],
    [
      { data: { nearDuplicates: 2 } },
      'data.nearDuplicates',
      'data.nearDuplicates must be a number from 0 to 1, not 2.',
    ],
    [{ runs: [] }, 'runs', 'runs must be a list of 1 to 16, not a list of 0.'],
    [{ runs: Array(10_000).fill({}) }, 'runs', 'runs must be a list of 1 to 16, not a list of 10000.'],
    [
      { runs: [{ objective: 'no-such' }] },
      'runs.0.objective',
      'run 1: objective must be the id of an objective, such as dpo or exo-rw, not "no-such".',
    ],
    [{ runs: [{}] }, 'runs.0.objective', 'run 1: objective is missing'],
    [
      { runs: [...oneRun, { objective: 'dpo', knobs: { beta: 'x'.repeat(99) } }] },
      'runs.1.knobs.beta',
      `run 2: beta must be a number from 0.01 to 10, not "${'x'.repeat(38)}….`,
    ],
    [
      { runs: [{ objective: 'custom', knobs: { expression: 'h +', kappa: 1 } }] },
      'runs.0.knobs.expression',
      'run 1: expression must be a formula that can be read (',
    ],
    [
      { runs: [{ objective: 'custom', knobs: { expression: 'kappa * h', beta: 1 } }] },
      'runs.0.knobs.beta',
      'run 1: beta is not a setting (there are expression, kappa, nll, anchor).',
    ],
    [JSON.parse('{"__proto__": {"seed": 5}}'), '__proto__', '__proto__ is not a setting.'],
    [JSON.parse('{"data": {"constructor": 5}}'), 'data.constructor', 'data.constructor is not a setting.'],
    ['dpo', '', 'An experiment must be settings by name, not "dpo".'],
    [null, '', 'not null'],
  ])('names what is wrong, case %#', (raw, path, message) => {
    const problems = problemsOf(raw);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.message).toContain(message);
  });

  it('names all problems at once', () => {
    const problems = problemsOf({ seed: -1, beta: 'one', training: { steps: 0 } });
    expect(problems.map(({ path }) => path)).toEqual(['beta', 'training.steps', 'seed']);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (raw) => void checkExperiment(raw)));
  });
});
