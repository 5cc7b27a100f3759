import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { experimentCommand } from './experiment-command';
import type { Ledger } from './ledger';

/** As a program of its own, which takes seconds to start. */
const runProgram = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'experiment.ts'), ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

/** In this process. */
const run = async (...args: readonly string[]) => {
  const printed: string[] = [];
  const told: string[] = [];
  const status = await experimentCommand(args, {
    print: (line) => printed.push(line),
    tell: (message) => told.push(message),
  });
  return { status, stdout: printed.join('\n'), stderr: told.join('\n') };
};

describe('the experiment command', () => {
  it('prints a line a run at the first, every so many, and the last step', () => {
    const { status, stdout, stderr } = runProgram(
      '#1&run=dpo&run=iterative-dpo&run=dpo,judge:true',
      '--steps',
      '5',
      '--every',
      '2',
      '--backend',
      'cpu',
    );
    expect({ status, said: stderr.includes('training on cpu') }).toEqual({ status: 0, said: true });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line): { step: number; run: number; objective: string; method?: string; metrics: { kl?: number } } =>
        JSON.parse(line),
      );
    expect(lines.map(({ step }) => step)).toEqual([0, 0, 0, 2, 2, 2, 4, 4, 4, 5, 5, 5]);
    const named = lines.slice(0, 3).map(({ objective, method }) => [objective, method]);
    expect(named).toEqual([
      ['dpo', 'dpo'],
      ['dpo', 'iterative-dpo'],
      ['dpo', undefined],
    ]);
    expect(lines.every(({ metrics }) => Number.isFinite(metrics.kl))).toBe(true);
  });

  it('says where the probability went, in parts that sum to one', async () => {
    const { status, stdout } = await run('#1&world=triangle&run=dpo', '--steps', '40', '--backend', 'cpu', '--ledger');
    expect(status).toBe(0);
    const last: { readonly ledger: Ledger } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    const { pairs, gained, lost } = last.ledger;
    expect(pairs.map(({ chosen, rejected }) => [chosen, rejected])).toEqual([['No', 'Never']]);
    for (const { chosenMass, rejectedMass, bothMass, otherMass } of pairs) {
      expect(chosenMass + rejectedMass + bothMass + otherMass).toBeCloseTo(1, 12);
    }
    const changes = [...gained, ...lost].map(({ before, after }) => after - before);
    expect(changes.reduce((sum, change) => sum + change, 0)).toBeCloseTo(0, 12);
    expect(lost.map(({ response }) => response)).toContain('Never');
  });

  it('says on standard error why a run stands still', async () => {
    const link = '#1&run=custom,expression:exp%28exp%28exp%28a%20%2B%2099%29%29%29&run=dpo';
    const { status, stdout, stderr } = await run(link, '--steps', '3', '--format', 'csv', '--backend', 'cpu');
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^step,run,objective,loss,/);
    expect(stderr).toMatch(/run 0 \(custom\): .*stands still at step 0/);
    expect(stderr).not.toContain('run 1');
  });

  it('sweeps to the same numbers in several processes as in one', async () => {
    const sweep = (processes: string) =>
      run(
        '#1&run=dpo&run=online-dpo',
        '--steps',
        '30',
        '--backend',
        'cpu',
        '--sweep',
        'beta=0.1:10:2',
        '--seeds',
        '2',
        '--processes',
        processes,
      );
    const [inOne, inThree] = [await sweep('1'), await sweep('3')];
    expect(inThree.stdout.split('\n')).toEqual(inOne.stdout.split('\n'));
    expect({ status: inThree.status, lines: inThree.stdout.trim().split('\n').length }).toEqual({
      status: 0,
      lines: 8,
    });
  });

  it('prints nothing and ends with 2 when the experiment is bad', () => {
    const { status, stdout, stderr } = runProgram('#1&run=no-such');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('run 1: objective must be');
  });
});
