import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methods } from '../methods/index';
import { CaseError } from '../objectives/cases';
import { mixes, objectives } from '../objectives/index';
import { objectivesAnswer } from './objectives-answer';
import { UsageError } from './usage-error';

/** As a program of its own, which takes a second to start. */
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'objectives.ts'), ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

const one = {
  logpChosen: [-1],
  logpRejected: [-1],
  refChosen: [-1],
  refRejected: [-1],
  lenChosen: [1],
  lenRejected: [1],
};

describe('the objectives command', () => {
  let folder = '';
  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'objectives-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('lists every objective, mix and method as JSON', () => {
    const listed: unknown = JSON.parse(objectivesAnswer(['list']));
    expect(listed).toHaveLength(objectives.length + mixes.length + methods.length + 1);
    expect(listed).toContainEqual(expect.objectContaining({ id: 'oppo', kind: 'bandit', evidence: 'reconstruction' }));
    expect(listed).toContainEqual(
      expect.objectContaining({
        id: 'dpo',
        name: 'DPO',
        kind: 'pairwise',
        evidence: 'official code',
        ...{ objective: 'dpo', draws: 'data', judge: 'raters', reference: 'sft' },
        paper: expect.objectContaining({ arxiv: '2305.18290' }),
        knobs: expect.objectContaining({ beta: expect.objectContaining({ default: 0.1, range: [0.01, 10] }) }),
      }),
    );
    expect(listed).toContainEqual(expect.objectContaining({ id: 'rl-exact', draws: 'all', judge: 'true' }));
    expect(listed).toContainEqual(expect.objectContaining({ id: 'ppo', draws: 'policy', judge: 'raters' }));
    expect(listed).toContainEqual(expect.objectContaining({ id: 'xpo', draws: 'mixture' }));
    expect(listed).toContainEqual(expect.objectContaining({ id: 'expo', kind: 'mix', draws: null }));
    expect(listed).toContainEqual(
      expect.objectContaining({
        id: 'iterative-dpo',
        name: 'Iterative DPO',
        kind: 'pairwise',
        objective: 'dpo',
        ...{ draws: 'policy', judge: 'raters', reference: 'moving' },
        evidence: 'paper',
        paper: expect.objectContaining({ arxiv: '2312.16682' }),
        knobs: expect.objectContaining({ beta: expect.anything() }),
      }),
    );
  });

  it('evaluates a file of cases', () => {
    const path = file('cases.json', JSON.stringify([{ objective: 'dpo', params: { beta: 1 }, ...one }]));
    const { status, stdout, stderr } = run('evaluate', path);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([
      { objective: 'dpo', loss: [Math.LN2], gradChosen: [-0.5], gradRejected: [0.5] },
    ]);
  });

  it('answers cases of a kind among those of objectives', () => {
    const path = file(
      'mixed.json',
      JSON.stringify([
        { kind: 'rso-accept', params: { beta: 1 }, logRef: [Math.log(0.5), Math.log(0.5)], reward: [0, Math.log(0.5)] },
        { objective: 'dpo', params: { beta: 1 }, ...one },
      ]),
    );
    const answers: unknown = JSON.parse(objectivesAnswer(['evaluate', path]));
    expect(answers).toMatchObject([{ kind: 'rso-accept', acceptProb: [1, 0.5] }, { objective: 'dpo' }]);
  });

  it.each([
    ['no command', () => [], 'usage'],
    ['a wrong command', () => ['delete'], 'usage'],
    ['a missing file', () => ['evaluate', join(folder, 'absent.json')], 'cannot read'],
    ['broken JSON', () => ['evaluate', file('broken.json', '[{')], 'is not JSON'],
    [
      'an unknown objective',
      () => [
        'evaluate',
        file(
          'bad.json',
          '[{"objective":"no-such","K":2,"groups":1,"logp":[[0,0]],"ref":[[0,0]],"reward":[[0,1]],"length":[[1,1]]}]',
        ),
      ],
      'case 0 (no-such): unknown objective',
    ],
    ['an unknown kind', () => ['evaluate', file('kind.json', '[{"kind":"chess"}]')], 'case 0 (chess): unknown kind'],
    [
      'a case not written as its kind asks',
      () => ['evaluate', file('form.json', '[{"kind":"rso-accept","params":{"beta":1},"logRef":[0]}]')],
      'case 0 (rso-accept): reward',
    ],
  ])('refuses %s in words', (_, args, words) => {
    expect(() => objectivesAnswer(args())).toThrow(
      expect.toSatisfy(
        (error) => (error instanceof UsageError || error instanceof CaseError) && error.message.includes(words),
      ),
    );
  });

  it('says what it refuses on standard error, with exit code 2 and nothing else', () => {
    const { status, stdout, stderr } = run('delete');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^usage: .*\n.*\n.*\n$/);
  });
});
