/** Play and pause, step, reset, speed. */
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { experimentIn } from '../../state/store';
import type { Speed } from '../../worker/protocol';
import { useActions, usePlayground } from '../use-playground';

const speeds: readonly { readonly speed: Speed; readonly text: string; readonly label: string }[] = [
  { speed: 0.25, text: '¼×', label: 'a quarter of the usual pace' },
  { speed: 0.5, text: '½×', label: 'half the usual pace' },
  { speed: 1, text: '1×', label: 'a pace the eye can follow' },
  { speed: 4, text: '4×', label: 'four times the usual pace' },
  { speed: 'max', text: 'max', label: 'as fast as the engine goes' },
];

const playText = (isDone: boolean, isPlaying: boolean): string => {
  if (isDone) return 'Play again';
  return isPlaying ? 'Pause' : 'Play';
};

export const PlayControls = () => {
  const playing = usePlayground((state) => state.playing);
  const done = usePlayground((state) => state.engine.done);
  const speed = usePlayground((state) => state.speed);
  const { togglePlay, stepOnce, reset, setSpeed } = useActions();
  const isMoving = playing && !done;
  return (
    <fieldset className="play-controls" aria-label="Training">
      <Button className="button primary" onPress={togglePlay}>
        <span aria-hidden="true" className={isMoving ? 'icon-pause' : 'icon-play'} />
        {playText(done, playing)}
      </Button>
      <Button className="button" onPress={stepOnce} isDisabled={done}>
        Step
      </Button>
      <Button className="button" onPress={reset}>
        Reset
      </Button>
      <ToggleButtonGroup
        className="segments speeds"
        aria-label="Speed"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[String(speed)]}
        onSelectionChange={(keys) => {
          const chosen = speeds.find((entry) => keys.has(String(entry.speed)));
          if (chosen !== undefined) setSpeed(chosen.speed);
        }}
      >
        {speeds.map((entry) => (
          <ToggleButton key={entry.text} id={String(entry.speed)} aria-label={`${entry.text}, ${entry.label}`}>
            {entry.text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </fieldset>
  );
};

export const StepCount = () => {
  const step = usePlayground((state) => state.engine.step);
  const steps = usePlayground((state) => experimentIn(state).training.steps);
  return (
    <span className="step-count">
      step <output aria-label="Step">{step}</output> of {steps}
    </span>
  );
};
