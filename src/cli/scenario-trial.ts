/** A child process of `npm run scenarios`: trains the trials it is sent, one at a time, and answers with the values of their facts. */
import { argv } from 'node:process';
import { backendNames } from '../experiment/backend';
import { scenarios } from '../scenarios/index';
import { measureTrial } from '../scenarios/measure';
import type { Experiment } from '../settings/experiment';
import { openTraining, usualBackend } from '../training/open-training';
import { prepareWebGpu } from './dawn';

/** Where to train; undefined where each experiment is to train where it usually does. */
const backendName = backendNames.find((name) => name === argv[2]);

export interface TrialJob {
  readonly trial: string;
  readonly seed: number;
}

process.on('message', async (job: TrialJob) => {
  const trial = scenarios.flatMap(({ trials }) => trials).find(({ id }) => id === job.trial);
  if (trial === undefined) throw new Error(`no trial ${job.trial}`);
  const open = (experiment: Experiment) => openTraining(backendName ?? usualBackend(experiment), { prepareWebGpu });
  process.send?.(await measureTrial(trial, job.seed, open));
});
