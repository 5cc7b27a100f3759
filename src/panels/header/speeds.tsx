/** How fast each engine trains this experiment here, with its own runs and, if wanted, with so many that a GPU may pay. */
import { useId } from 'react';
import { Button } from 'react-aria-components';
import { trainedRuns } from '../../objectives/mix-shares';
import { countText, roundedText } from '../../settings/number-text';
import { experimentIn } from '../../state/store';
import type { BackendName, BackendTiming, Speeds } from '../../worker/protocol';
import { useActions, usePlayground } from '../use-playground';

const engines: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

/** From few enough for a processor to as many as a sweep has. */
const manyRuns = [64, 256, 1024] as const;

/** Whole numbers, but for what would hardly be one. */
const rateText = (value: number): string => (value < 10 ? roundedText(value) : countText(value));

const EngineRow = ({ timing, runs }: { readonly timing: BackendTiming; readonly runs: number }) => {
  const { backend, stepsPerSecond, reason } = timing;
  return (
    <tr>
      <th scope="row">{engines[backend]}</th>
      {stepsPerSecond === null ? (
        <td colSpan={2}>{reason}</td>
      ) : (
        <>
          <td>{rateText(stepsPerSecond)}</td>
          <td>{rateText(stepsPerSecond * runs)}</td>
        </>
      )}
    </tr>
  );
};

const Found = ({ speeds: { runs, timings } }: { readonly speeds: Speeds }) => (
  <tbody>
    <tr>
      <th scope="rowgroup" colSpan={3}>
        {countText(runs)} {runs === 1 ? 'run' : 'runs'}
      </th>
    </tr>
    {timings.map((timing) => (
      <EngineRow key={timing.backend} timing={timing} runs={runs} />
    ))}
  </tbody>
);

export const SpeedsHere = () => {
  const speeds = usePlayground((state) => state.engine.speeds);
  const isTiming = usePlayground((state) => state.engine.isTiming);
  const own = usePlayground((state) => trainedRuns(experimentIn(state).runs).length);
  const { askSpeeds } = useActions();
  const title = useId();
  return (
    <section aria-labelledby={title} className="engine-speeds">
      <h3 id={title}>How fast is this here?</h3>
      {speeds.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">engine</th>
              <th scope="col">steps/s</th>
              <th scope="col">updates of runs/s</th>
            </tr>
          </thead>
          {speeds.map((found) => (
            <Found key={found.runs} speeds={found} />
          ))}
        </table>
      )}
      <p role="status" className="hint">
        {isTiming ? 'Timing: nothing trains meanwhile.' : ''}
      </p>
      {isTiming ? (
        <Button className="button" onPress={() => askSpeeds([])}>
          Stop timing
        </Button>
      ) : (
        <div className="speed-buttons">
          <Button className="button" onPress={() => askSpeeds([own])}>
            Time {own === 1 ? 'this run' : `these ${own} runs`}
          </Button>
          <Button className="button" onPress={() => askSpeeds(manyRuns)}>
            Time 64 to 1,024
          </Button>
        </div>
      )}
    </section>
  );
};
