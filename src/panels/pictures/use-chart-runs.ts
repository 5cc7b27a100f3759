/** The runs as charts know them: name and look, in the order of the series. */
import { useMemo } from 'react';
import { type ChartRun, lookOf } from '../../charts/looks';
import { shortRunNames } from '../../experiment/run-names';
import { setupIn } from '../../state/store';
import { usePlayground } from '../use-playground';

export const useChartRuns = (): readonly ChartRun[] => {
  const { experiment, looks } = usePlayground(setupIn);
  const key = JSON.stringify([shortRunNames(experiment), looks]);
  // Only names and looks matter to a chart: knobs may move at every pixel of a slider without redrawing anything.
  return useMemo(() => {
    const [names, indices] = JSON.parse(key) as readonly [readonly string[], readonly number[]];
    return names.map((name, i) => ({ name, look: lookOf(indices[i] ?? i) }));
  }, [key]);
};
