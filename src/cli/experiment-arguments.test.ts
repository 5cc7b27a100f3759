import { describe, expect, it, vi } from 'vitest';
import { readCommand } from './experiment-arguments';
import { UsageError } from './usage-error';

const runs = (count: number) => Array.from({ length: count }, () => ({ objective: 'dpo' }));
const wide = {
  world: { id: 'sentences' },
  policy: { id: 'transformer', params: { width: 64, hidden: 128, layers: 2 } },
};
const files: Readonly<Record<string, string>> = {
  'good.json': '{"world":{"id":"cliff"},"runs":[{"objective":"ipo"}]}',
  'broken.json': '{"world":',
  'bad.json': '{"seed":-1,"runs":[{"objective":"no-such"}]}',
  'many.json': JSON.stringify({ runs: runs(1024) }),
  'too-many.json': JSON.stringify({ runs: runs(1025) }),
  'slow.json': JSON.stringify({ ...wide, runs: runs(1) }),
  'wide.json': JSON.stringify({ ...wide, runs: runs(1024) }),
  'crowded.json': JSON.stringify(Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [`x${i}`, i]))),
};
const read = (...args: readonly string[]) =>
  readCommand(args, (path) => {
    const content = files[path];
    if (content === undefined) throw new Error('no such file');
    return content;
  });

describe('readCommand', () => {
  it.each(['#1&seed=5&run=ipo', '1&seed=5&run=ipo', 'https://example.org/a.html#1&seed=5&run=ipo'])(
    'reads the link %s',
    (link) => {
      const { experiment, backend, format, every, gradCosine } = read(link);
      expect(experiment.seed).toBe(5);
      expect(experiment.runs.map(({ objective }) => objective)).toEqual(['ipo']);
      expect({ backend, format, every, gradCosine }).toEqual({
        backend: 'auto',
        format: 'jsonl',
        every: undefined,
        gradCosine: false,
      });
    },
  );

  it('reads a file and the options', () => {
    const options = ['--steps', '30', '--every=7', '--backend', 'cpu', '--format', 'csv', '--grad-cosine'];
    const { experiment, ...rest } = read('good.json', ...options);
    expect(experiment.world.id).toBe('cliff');
    expect(experiment.training.steps).toBe(30);
    expect(rest).toEqual({
      backend: 'cpu',
      format: 'csv',
      every: 7,
      gradCosine: true,
      ledger: false,
      say: false,
      sweep: null,
    });
  });

  it('makes the settings of a sweep the runs', () => {
    const { experiment, sweep } = read('good.json', '--sweep', 'tau=0.1:1:3', '--seeds', '2');
    expect(sweep?.seeds).toBe(2);
    expect(experiment.runs.map(({ knobs }) => knobs.tau)).toEqual(sweep?.settings.map(({ set }) => set.tau));
    expect(experiment.runs.length % 3).toBe(0);
  });

  it('takes more runs than the page can show, and work that would hold a page up', () => {
    expect(read('many.json').experiment.runs).toHaveLength(1024);
    expect(read('slow.json').experiment.policy.params).toMatchObject({ width: 64, layers: 2 });
  });

  it.each([
    [[], 'usage:'],
    [['good.json', 'bad.json'], 'usage:'],
    [['good.json', '--speed', '3'], '--speed'],
    [['good.json', '--ledger', '--format', 'csv'], '--ledger needs --format jsonl'],
    [['good.json', '--steps', '0'], '--steps must be a whole number from 1 to 100000, not "0"'],
    [['good.json', '--every', '2.5'], '--every must be a whole number from 1 to 100000, not "2.5"'],
    [['good.json', '--seeds', '2'], '--seeds needs --sweep'],
    [['good.json', '--sweep', 'tau=0.1:1:1025'], 'more than 1024'],
    [['good.json', '--sweep', 'tau=-2:1:2'], /"tau" of run 1 goes from/],
    [['good.json', '--backend', 'cuda'], '--backend must be one of auto, webgpu, wasm, cpu, not "cuda"'],
    [['good.json', '--format', 'xml'], '--format must be one of jsonl, csv, not "xml"'],
    [['absent.json'], 'cannot read absent.json: no such file'],
    [['broken.json'], 'broken.json is not JSON'],
    [['bad.json'], 'run 1: objective must be the id of an objective, such as dpo or exo-rw, not "no-such".'],
    [['bad.json'], 'seed must be a whole number from 0 to 2147483647, not -1.'],
    [['crowded.json'], 'There are 149988 more like these.'],
    [['#1&seed=99999999999'], 'the link cannot be trained:\n  seed must be a whole number'],
    [['wide.json'], /runs must be at most \d+ to fit into memory, not a list of 1024/],
    [['too-many.json'], 'runs must be a list of 1 to 1024, not a list of 1025'],
    [['#1&seed=1&seed=2'], 'the link cannot be trained:\n  "seed" is set more than once'],
  ])('refuses %j', (args, words) => {
    const refused = vi.fn(() => read(...args));
    // Read once: one of the files takes a second.
    expect(refused).toThrow(words);
    expect(refused.mock.results[0]?.value).toBeInstanceOf(UsageError);
  });
});
