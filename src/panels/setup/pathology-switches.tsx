/** What can go wrong with the data, as switches that make the usual mistake; the exact numbers are in the settings. */
import { useState } from 'react';
import { pathologies } from '../../state/pathologies';
import { experimentIn } from '../../state/store';
import { Folded } from '../controls/folded';
import { SwitchControl } from '../controls/switch-control';
import { useActions, usePlayground } from '../use-playground';
import { useWorld } from '../use-world';

const Switches = () => {
  const experiment = usePlayground(experimentIn);
  const world = useWorld();
  const { change } = useActions();
  return pathologies.map(({ id, label, shows, isOn, turn, obstacle }) => {
    const reason = isOn(experiment) ? undefined : obstacle(experiment, world);
    return (
      <SwitchControl
        key={id}
        label={label}
        isOn={isOn(experiment)}
        isDisabled={reason !== undefined}
        hint={reason ?? shows}
        onChange={(on) => change(turn(on, world))}
      />
    );
  });
};

export const PathologySwitches = () => {
  const [isOpen, setOpen] = useState(false);
  const count = usePlayground((state) => pathologies.filter(({ isOn }) => isOn(experimentIn(state))).length);
  return (
    <Folded
      title="What can go wrong with the data"
      detail={count === 0 ? '' : `${count} on`}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      <Switches />
    </Folded>
  );
};
