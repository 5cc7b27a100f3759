/** The runs as charts know them: name and look, in the order of the series. */
import { useMemo } from 'react';
import { type ChartRun, lookOf } from '../../charts/looks';
import { shortRunNames } from '../../experiment/run-names';
import type { Setup } from '../../state/setup';
import { setupIn } from '../../state/store';
import { usePlayground } from '../use-playground';

/** What charts read of a setup; every chart asks for it at every change of the state. */
const keys = new WeakMap<Setup, string>();

const keyOf = (setup: Setup): string => {
  const known = keys.get(setup) ?? JSON.stringify([shortRunNames(setup.experiment), setup.looks]);
  keys.set(setup, known);
  return known;
};

export const useChartRuns = (): readonly ChartRun[] => {
  // Only names and looks matter to a chart: knobs may move at every pixel of a slider without redrawing anything.
  const key = usePlayground((state) => keyOf(setupIn(state)));
  return useMemo(() => {
    const [names, indices] = JSON.parse(key) as readonly [readonly string[], readonly number[]];
    return names.map((name, i) => ({ name, look: lookOf(indices[i] ?? i) }));
  }, [key]);
};
