/** Two references and the soups of them: where they stand, the KL of each run to each, and the control at equal KL. */
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { type NamedPolicy, ReferencesPicture } from '../../charts/references-picture';
import { ingredients } from '../../methods';
import { readsSecond, soupWeight } from '../../methods/own-reference';
import { maxRunsShown } from '../../settings/limits';
import { compactText } from '../../settings/number-text';
import { setSoupWeight } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { FieldControl } from '../controls/field-control';
import { useActions, usePlayground, usePrepared, useSeries } from '../use-playground';
import { ReferencesTable } from './references-table';
import { useChartRuns } from './use-chart-runs';
import type { TrueWorld } from './use-truth';

interface Props {
  readonly world: TrueWorld;
  /** log π [N] of the second reference. */
  readonly logSecond: Float64Array;
}

const weightField = ingredients.reference.find(({ id }) => id === 'soup')?.fields.weight;

/** π_ref, the second reference and each soup that a run is tied to. */
const useReferences = ({ world: { logRef }, logSecond }: Props): readonly NamedPolicy[] => {
  const soups = usePrepared()?.soups;
  return useMemo(
    () => [
      { name: 'π_ref', logP: logRef },
      { name: 'second', logP: logSecond },
      ...(soups ?? []).map(({ weight, logRef: logP }) => ({
        name: soups?.length === 1 ? 'soup' : `soup, ${compactText(weight)} of π_ref`,
        logP,
      })),
    ],
    [logRef, logSecond, soups],
  );
};

/** Moves every soup; nothing where no run is tied to one. */
const SoupWeight = () => {
  const weight = usePlayground((state) =>
    experimentIn(state)
      .runs.map(soupWeight)
      .find((each) => each !== null),
  );
  const { change, settle } = useActions();
  if (weight == null || weightField === undefined) return null;
  return (
    <FieldControl
      name="weight"
      field={{ ...weightField, label: 'α, share of π_ref in the soup' }}
      value={weight}
      onChange={(value) => change(setSoupWeight(Number(value)), 'soup')}
      onSettle={settle}
    />
  );
};

/** Runs that are tied elsewhere, each with a button that adds it tied to π_ref, at the coefficient that takes it as far. */
const Controls = () => {
  const runs = usePlayground((state) => experimentIn(state).runs);
  const isDone = usePlayground((state) => state.engine.done);
  const isSeeking = usePlayground((state) => state.engine.isSeekingControl);
  const names = useChartRuns();
  const series = useSeries();
  const { askControl } = useActions();
  return (
    <>
      {runs.map((run, i) => {
        if (!readsSecond(run) || run.knobs.beta === undefined) return null;
        const { reference: _, ...control } = run;
        return (
          <Button
            key={i}
            className="text-button"
            isDisabled={!isDone || isSeeking || runs.length >= maxRunsShown}
            onPress={() => askControl(control, series.last('kl', i))}
          >
            + {names[i]?.name}, tied to π_ref and as far from it
          </Button>
        );
      })}
      <p role="status" className="hint">
        {isSeeking ? 'Looking for the coefficient with which it goes as far …' : ''}
        {isDone || isSeeking ? '' : 'A control at equal KL can be added once the training is over.'}
      </p>
    </>
  );
};

export const ReferencesView = (props: Props) => {
  const { world } = props;
  const { geometry } = world;
  const series = useSeries();
  const runs = useChartRuns();
  const references = useReferences(props);
  const placed = useMemo(() => (geometry.kind === 'line' ? { ...world, geometry } : null), [world, geometry]);
  return (
    <>
      {placed === null ? null : (
        <ReferencesPicture world={placed} references={references} runs={runs} series={series} />
      )}
      <SoupWeight />
      <ReferencesTable references={references} responses={world.responses.length} runs={runs} />
      <p className="hint">
        A soup is the average of the weights of both. β prices the KL in bold, to what a run is tied to: equal β is not
        equal KL to π_ref.
      </p>
      <Controls />
    </>
  );
};
