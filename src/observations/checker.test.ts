/**
 * Everything said of random experiments is true of the numbers that are printed. OBSERVED_EXPERIMENTS says of how many:
 * a few dozen unless it is set.
 */
import { describe, expect, it } from 'vitest';
import { linesOf } from '../cli/lines';
import type { Experiment } from '../settings/experiment';
import { openTraining, usualBackend } from '../training/open-training';
import { check } from './checker';
import { observations } from './index';
import { randomExperiments } from './testing';

const count = Number(process.env.OBSERVED_EXPERIMENTS ?? 24);
const patience = 3_600_000;

const linesFrom = async (experiment: Experiment): Promise<readonly string[]> => {
  const lines: string[] = [];
  const every = Math.ceil(experiment.training.steps / 20);
  const asked = { experiment, format: 'jsonl', every, gradCosine: true, ledger: true, say: true } as const;
  for await (const line of linesOf(asked, await openTraining(usualBackend(experiment), {}), () => {})) lines.push(line);
  return lines;
};

describe('what is said', () => {
  it('is true of the numbers, and something is said where anything moved', { timeout: patience }, async () => {
    const faults: string[] = [];
    const silent: string[] = [];
    let moving = 0;
    const heard = new Set<string>();
    for (const [i, experiment] of randomExperiments(count).entries()) {
      const lines = await linesFrom(experiment);
      const checked = check(lines);
      faults.push(...checked.faults.map((fault) => `experiment ${i}, ${fault}`));
      for (const { id } of observations) {
        if (!heard.has(id) && lines.some((line) => line.includes(`"id":"${id}"`))) heard.add(id);
      }
      if (!checked.hasMoved) continue;
      moving++;
      if (checked.atTheEnd === 0) silent.push(`experiment ${i}`);
    }
    expect(faults).toEqual([]);
    expect(heard.size).toBeGreaterThan(observations.length / 2);
    expect(moving).toBeGreaterThan(count / 2);
    expect(silent.length).toBeLessThanOrEqual(0.05 * moving);
  });

  it('would be found out', { timeout: patience }, async () => {
    const [experiment] = randomExperiments(1);
    if (experiment === undefined) throw new Error('no experiment');
    const lines = await linesFrom(experiment);
    const said = lines.findLastIndex((line) => line.includes('"text"'));
    const spoiled = (line: string): readonly string[] => check(lines.with(said, line)).faults;
    const line = lines[said] ?? '';
    const number = /"text":"([^"]*)","value"/.exec(line)?.[1] ?? '';
    expect(spoiled(line)).toEqual([]);
    expect(spoiled(line.replace(/"value":(-?)[\d.]+/, '"value":$17.77'))).not.toEqual([]);
    expect(spoiled(line.replace(number, 'much'))).not.toEqual([]);
    expect(spoiled(line.replace(/"id":"[^"]*"/, '"id":"unheard-of"'))).not.toEqual([]);
  });
});
