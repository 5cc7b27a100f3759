/** Where training runs and how fast; opens the timings of every backend and the choice between them. */
import { Button, Dialog, DialogTrigger, Heading, Radio, RadioGroup, Text } from 'react-aria-components';
import { countText } from '../../settings/number-text';
import type { BackendChoice, BackendName, BackendTiming } from '../../worker/protocol';
import { Overlay } from '../controls/overlay';
import { useActions, usePlayground } from '../use-playground';
import { SpeedsHere } from './speeds';

const backendNames: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };
const choices: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

const perSecond = (value: number): string => `${countText(value)} steps/s`;

const timingText = (timing: BackendTiming | undefined): string => {
  if (timing === undefined) return 'not timed';
  if (timing.stepsPerSecond === null) return timing.reason;
  return perSecond(timing.stepsPerSecond);
};

const StatusText = () => {
  const { backend, stepsPerSecond, failure } = usePlayground((state) => state.engine);
  if (failure !== null) return 'not training';
  if (backend === null) return 'starting …';
  if (stepsPerSecond === 0) return backendNames[backend];
  return (
    <span>
      {backendNames[backend]}
      <span className="rate">, {perSecond(stepsPerSecond)}</span>
    </span>
  );
};

export const BackendButton = () => {
  const choice = usePlayground((state) => state.backendChoice);
  const { backend, stepsPerSecond, timings } = usePlayground((state) => state.engine);
  const { chooseBackend } = useActions();
  return (
    <DialogTrigger>
      <Button className="quiet-button backend-button">
        <span className="visually-hidden">Engine: </span>
        <StatusText />
      </Button>
      <Overlay kind="panel" placement="bottom end">
        <Dialog className="dialog backend-dialog">
          <Heading slot="title">Where training runs</Heading>
          <RadioGroup
            aria-label="Backend"
            value={choice}
            onChange={(id) => {
              const chosen = (['auto', ...choices] satisfies BackendChoice[]).find((name) => name === id);
              if (chosen !== undefined) chooseBackend(chosen);
            }}
          >
            <Radio value="auto" className="radio">
              <span>auto</span>
              <span className="detail">plain JavaScript where that is fast enough, else the fastest</span>
            </Radio>
            {choices.map((name) => (
              <Radio key={name} value={name} className="radio">
                <span>{backendNames[name]}</span>
                <span className="detail">
                  {name === backend && stepsPerSecond > 0
                    ? perSecond(stepsPerSecond)
                    : timingText(timings.find((timing) => timing.backend === name))}
                </span>
              </Radio>
            ))}
          </RadioGroup>
          <Text className="hint">Timed on this experiment, on this device. Another choice starts from step 0.</Text>
          <Text className="hint">
            CPU is plain JavaScript: there a link gives the same numbers to the last bit in Chrome, Firefox and Safari,
            as six experiments did in their engines. WebGPU and WASM count in 32 bits, and agree to about three digits.
          </Text>
          <SpeedsHere />
        </Dialog>
      </Overlay>
    </DialogTrigger>
  );
};
