/** Which row of θ belongs to which run: rows are ordered so that runs sharing a compiled objective lie together. */

import { judgeOf } from '../experiment/judge';
import type { Objective, ObjectiveKind } from '../objectives/define';
import { objectiveById, structureKey } from '../objectives/index';
import { trainedRuns } from '../objectives/mix-shares';
import type { Experiment, Run } from '../settings/experiment';

/** Runs of one objective with the same structure and ingredients, stepped by one program on consecutive rows. */
export interface RunGroup {
  readonly objective: Objective;
  readonly key: string;
  /** The first of its runs, whose structure and ingredients all have. */
  readonly example: Run;
  /** Run indices, one a row. */
  readonly runs: readonly number[];
  readonly start: number;
}

export interface Layout {
  readonly groups: readonly RunGroup[];
  /** Run index of each row. */
  readonly runOfRow: readonly number[];
  /** Indices of the runs that are mixes of others: nothing of them is trained. */
  readonly mixes: readonly number[];
}

const kinds: readonly ObjectiveKind[] = ['pairwise', 'tokenwise', 'groupwise', 'tokens', 'rivals', 'prefixes', 'exact'];

export const objectiveOf = (run: Run): Objective => {
  const objective = objectiveById(run.objective);
  if (objective === undefined) throw new Error(`no objective ${run.objective}`);
  return objective;
};

/** What a run does not share with others comes last, so that runs which read the same lie together. */
const ownIngredients = (run: Run, beta: number): string => {
  const choices = [run.draws, run.reference].map((choice) => (choice === undefined ? '' : JSON.stringify(choice)));
  return [...choices, run.judge === undefined ? '' : judgeOf(run, beta)].join();
};

export const layoutOf = (experiment: Experiment): Layout => {
  const byKey = new Map<string, { objective: Objective; example: Run; runs: number[]; ingredients: string }>();
  const trained = trainedRuns(experiment.runs);
  trained.forEach((index) => {
    const run = experiment.runs[index];
    if (run === undefined) return;
    const objective = objectiveOf(run);
    const ingredients = ownIngredients(run, experiment.beta);
    const key = `${structureKey(objective, run.knobs)}${ingredients}`;
    const group = byKey.get(key) ?? { objective, example: run, runs: [], ingredients };
    group.runs.push(index);
    byKey.set(key, group);
  });
  const ordered = [...byKey].sort(([, a], [, b]) =>
    a.ingredients < b.ingredients ? -1 : Number(a.ingredients > b.ingredients),
  );
  const groups: RunGroup[] = [];
  let start = 0;
  for (const kind of kinds) {
    for (const [key, { objective, example, runs }] of ordered) {
      if (objective.kind !== kind) continue;
      groups.push({ objective, key, example, runs, start });
      start += runs.length;
    }
  }
  return {
    groups,
    runOfRow: groups.flatMap(({ runs }) => runs),
    mixes: [...experiment.runs.keys()].filter((index) => !trained.includes(index)),
  };
};

/** Whether a change of knobs keeps every run in its compiled group, so that only numbers change. */
export const sameLayout = (a: Layout, b: Layout): boolean =>
  a.groups.length === b.groups.length &&
  a.groups.every((group, i) => group.key === b.groups[i]?.key && group.runs.join(',') === b.groups[i]?.runs.join(','));
