/** The stage before training in worlds with a corpus: the reference is fine-tuned on it, with its progress and curve. */
import { useState } from 'react';
import { Button, Label, ProgressBar } from 'react-aria-components';
import { LossCurve } from '../../charts/loss-curve';
import { entropy, kullbackLeibler } from '../../math/distribution';
import { compactText, fixedText } from '../../settings/number-text';
import type { FineTuningStatus } from '../../state/store';
import type { FineTuning } from '../../worlds/world';
import { useActions, usePlayground } from '../use-playground';
import type { Truth } from './use-truth';

const noLosses = new Float64Array(0);

const Progress = ({ done, steps, loss }: { readonly done: number; readonly steps: number; readonly loss: number }) => (
  <ProgressBar
    className="progress"
    value={done}
    maxValue={steps}
    isIndeterminate={done === 0}
    valueLabel={done === 0 ? 'starting …' : `step ${done} of ${steps}`}
  >
    {({ percentage, valueText }) => (
      <>
        <Label>Supervised fine-tuning</Label>
        <span className="progress-value">
          {done === 0 ? 'starting …' : valueText}
          {Number.isFinite(loss) ? `, ${fixedText(loss, 3)} nats a sentence` : ''}
        </span>
        <span className="progress-track">
          <span className="progress-fill" style={{ inlineSize: `${percentage ?? 100}%` }} />
        </span>
      </>
    )}
  </ProgressBar>
);

interface StageProps {
  readonly fineTuning: FineTuning;
  readonly status: FineTuningStatus | null;
  readonly truth: Truth;
}

/** What has happened, in a sentence; the live region says it whenever it changes. */
const sentenceOf = ({ fineTuning: { samples, steps }, status, truth }: StageProps): string => {
  const { world, corpus, isReferenceKnown } = truth;
  const corpusText = `${samples} sentences a prompt`;
  if (isReferenceKnown) {
    const kl = compactText(kullbackLeibler(corpus, world.logRef, world.responses.length));
    return `Reference: fine-tuned on ${corpusText} in ${steps} steps, KL from the corpus ${kl} nats.`;
  }
  if (status?.stage === 'cancelled') {
    return `Fine-tuning was cancelled after ${status.losses.length} of ${steps} steps. Without a reference nothing trains.`;
  }
  return `The policy family is fitted to ${corpusText}. What it becomes is frozen as π_ref, and every run starts there.`;
};

const Stage = ({ fineTuning, status, truth }: StageProps) => {
  const { cancelFineTuning, reset } = useActions();
  const [isCurveAsked, setCurveAsked] = useState(false);
  const { isReferenceKnown } = truth;
  const isCancelled = status?.stage === 'cancelled';
  const isRunning = !isReferenceKnown && !isCancelled;
  const losses = status?.losses ?? noLosses;
  const steps = status !== null && status.steps > 0 ? status.steps : fineTuning.steps;
  const hasCurve = losses.length > 0 && (!isReferenceKnown || isCurveAsked);
  return (
    <section aria-labelledby="reference-title" className="reference-stage">
      <h2 id="reference-title" className={isReferenceKnown ? 'visually-hidden' : undefined}>
        First the reference learns the corpus
      </h2>
      <div className="reference-line">
        <p role="status" className="hint">
          {sentenceOf({ fineTuning, status, truth })}
        </p>
        {isReferenceKnown ? null : (
          <Button className="button" onPress={isCancelled ? reset : cancelFineTuning}>
            {isCancelled ? 'Fine-tune again' : 'Cancel'}
          </Button>
        )}
        {isReferenceKnown && losses.length > 0 ? (
          <Button className="text-button" aria-expanded={isCurveAsked} onPress={() => setCurveAsked(!isCurveAsked)}>
            {isCurveAsked ? 'Hide its curve' : 'Show its curve'}
          </Button>
        ) : null}
      </div>
      {isRunning ? <Progress done={losses.length} steps={steps} loss={losses.at(-1) ?? Number.NaN} /> : null}
      {hasCurve ? (
        <LossCurve losses={losses} steps={steps} entropy={entropy(truth.corpus, truth.world.responses.length)} />
      ) : null}
    </section>
  );
};

/** Nothing in worlds whose reference is given. */
export const ReferenceStage = ({ truth }: { readonly truth: Truth }) => {
  const status = usePlayground((state) => state.engine.fineTuning);
  const failure = usePlayground((state) => state.engine.failure);
  const { fineTuning } = truth.world;
  if (fineTuning === null || (failure !== null && !truth.isReferenceKnown)) return null;
  return <Stage fineTuning={fineTuning} status={status} truth={truth} />;
};
