/** The link that puts a method beside DPO in the experiment at hand. */

import { toFragment } from '../experiment/link';
import { mixById } from '../objectives';
import type { Experiment } from '../settings/experiment';
import { newRun } from './edits';

/** A mix is made of runs, so that there must be some. */
const othersFor = (methodId: string): readonly string[] => {
  if (mixById(methodId) !== undefined) return ['dpo', 'ipo'];
  return methodId === 'dpo' ? [] : ['dpo'];
};

/** The same world, policy, data and training with DPO and this method, each as its recipe says, as a fragment. */
export const besideDpo = (methodId: string, experiment: Experiment): string =>
  toFragment({ ...experiment, runs: [...othersFor(methodId), methodId].map((id) => newRun(id, experiment)) });
