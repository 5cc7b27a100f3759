/** What can go wrong with the data, as switches that make the usual mistake; the exact numbers are in the settings. */
import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { pathologies } from '../../state/pathologies';
import { experimentIn } from '../../state/store';
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
    <Disclosure className="pathologies" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={2} className="pathologies-title">
        <Button slot="trigger" className="settings-button">
          What can go wrong with the data
          {count === 0 ? null : <span className="detail">{count} on</span>}
          <span aria-hidden="true" className="chevron" />
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="settings-body">{isOpen ? <Switches /> : null}</div>
      </DisclosurePanel>
    </Disclosure>
  );
};
