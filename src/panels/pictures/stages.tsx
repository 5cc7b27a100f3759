/** The stages before training, such as fine-tuning the reference on a corpus: each with its progress and curve. */
import { useState } from 'react';
import { Button, Label, ProgressBar } from 'react-aria-components';
import { StageCurve } from '../../charts/stage-curve';
import { type Stage, stagesOf } from '../../experiment/stages';
import { fixedText } from '../../settings/number-text';
import { experimentIn, type StageStatus } from '../../state/store';
import { useActions, usePlayground } from '../use-playground';
import { stageWords } from './stage-words';
import type { Truth } from './use-truth';

const noValues = new Float64Array(0);

const Progress = ({
  stage: { title, curve, steps },
  values,
}: {
  readonly stage: Stage;
  readonly values: Float64Array;
}) => {
  const done = values.length;
  const value = values.at(-1);
  return (
    <ProgressBar
      className="progress"
      value={done}
      maxValue={steps}
      isIndeterminate={done === 0}
      valueLabel={done === 0 ? 'starting …' : `step ${done} of ${steps}`}
    >
      {({ percentage, valueText }) => (
        <>
          <Label>{title}</Label>
          <span className="progress-value">
            {done === 0 ? 'starting …' : valueText}
            {value === undefined ? '' : `, ${fixedText(value, 3)} ${curve.unit}`}
          </span>
          <span className="progress-track">
            <span className="progress-fill" style={{ inlineSize: `${percentage ?? 100}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
};

interface StageProps {
  readonly stage: Stage;
  /** undefined before anything is known of it. */
  readonly status: StageStatus | undefined;
  readonly isDone: boolean;
  readonly truth: Truth;
}

/** What has happened, in a sentence; the live region says it whenever it changes. */
const sentenceOf = ({ stage, status, isDone, truth }: StageProps): string => {
  const words = stageWords[stage.id];
  if (isDone) return words.done(truth, stage);
  return status?.isCancelled === true
    ? `${words.name} was cancelled after ${status.values.length} of ${stage.steps} steps. Without ${words.missing} nothing trains.`
    : words.running(truth);
};

const StageView = (props: StageProps) => {
  const { stage, status, isDone, truth } = props;
  const { cancelStages, reset } = useActions();
  const [isCurveAsked, setCurveAsked] = useState(false);
  const { heading, again, floor } = stageWords[stage.id];
  const isCancelled = status?.isCancelled === true;
  const values = status?.values ?? noValues;
  const titleId = `stage-${stage.id}`;
  return (
    <section aria-labelledby={titleId} className="stage">
      <h2 id={titleId} className={isDone ? 'visually-hidden' : undefined}>
        {heading}
      </h2>
      <div className="stage-line">
        <p role="status" className="hint">
          {sentenceOf(props)}
        </p>
        {isDone ? null : (
          <Button className="button" onPress={isCancelled ? reset : cancelStages}>
            {isCancelled ? again : 'Cancel'}
          </Button>
        )}
        {isDone && values.length > 0 ? (
          <Button className="text-button" aria-expanded={isCurveAsked} onPress={() => setCurveAsked(!isCurveAsked)}>
            {isCurveAsked ? 'Hide its curve' : 'Show its curve'}
          </Button>
        ) : null}
      </div>
      {isDone || isCancelled ? null : <Progress stage={stage} values={values} />}
      {values.length > 0 && (!isDone || isCurveAsked) ? (
        <StageCurve stage={stage} values={values} floor={floor(truth)} />
      ) : null}
    </section>
  );
};

/** Those that are over, and the one that is not; nothing where an experiment has none. */
export const Stages = ({ truth }: { readonly truth: Truth }) => {
  const reached = usePlayground((state) => state.engine.stages);
  const failure = usePlayground((state) => state.engine.failure);
  const { world, isPrepared } = truth;
  const experiment = usePlayground(experimentIn);
  if (failure !== null && !isPrepared) return null;
  const stages = stagesOf(experiment, world).map((stage) => ({
    stage,
    status: reached.find(({ id }) => id === stage.id),
  }));
  const isOver = ({ stage, status }: (typeof stages)[number]): boolean =>
    isPrepared || status?.values.length === stage.steps;
  const current = stages.findIndex((entry) => !isOver(entry));
  return stages
    .slice(0, current < 0 ? stages.length : current + 1)
    .map((entry) => <StageView key={entry.stage.id} {...entry} isDone={isOver(entry)} truth={truth} />);
};
