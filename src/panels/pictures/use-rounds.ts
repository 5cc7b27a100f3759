/** When rounds of the training begin, in which runs copy their policies. */
import { useMemo } from 'react';
import { roundSteps } from '../../methods/rounds';
import { experimentIn } from '../../state/store';
import { usePlayground } from '../use-playground';

export const useRounds = (): readonly number[] => {
  const key = usePlayground((state) => {
    const { runs, training } = experimentIn(state);
    return roundSteps(runs, training.steps).join();
  });
  return useMemo(() => (key === '' ? [] : key.split(',').map(Number)), [key]);
};
