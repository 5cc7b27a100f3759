/** A child process of `npm run scenarios`: trains the trials it is sent, one at a time, and answers with the values of their facts. */
import { argv } from 'node:process';
import type { BackendName } from '../experiment/backend';
import { scenarios } from '../scenarios/index';
import { measureTrial } from '../scenarios/measure';
import { openBackend } from '../training/backend';
import { prepareWebGpu } from './dawn';

export interface TrialJob {
  readonly trial: string;
  readonly seed: number;
}

const opened = openBackend((argv[2] ?? 'wasm') as BackendName, { prepareWebGpu });

process.on('message', async (job: TrialJob) => {
  await opened;
  const trial = scenarios.flatMap(({ trials }) => trials).find(({ id }) => id === job.trial);
  if (trial === undefined) throw new Error(`no trial ${job.trial}`);
  process.send?.(await measureTrial(trial, job.seed));
});
