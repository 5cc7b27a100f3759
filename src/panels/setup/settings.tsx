/** The settings all runs share: a row of names, each opening its controls underneath. */
import { useState } from 'react';
import { Button, Disclosure, DisclosureGroup, DisclosurePanel, Heading, type Key } from 'react-aria-components';
import { DataSettings } from './data-settings';
import { PolicySettings } from './policy-settings';
import { TrainingSettings } from './training-settings';
import { WorldSettings } from './world-settings';

const parts = [
  { id: 'world', title: 'World', Part: WorldSettings },
  { id: 'policy', title: 'Policy', Part: PolicySettings },
  { id: 'data', title: 'Data', Part: DataSettings },
  { id: 'training', title: 'Training', Part: TrainingSettings },
] as const;

export const Settings = () => {
  const [open, setOpen] = useState<ReadonlySet<Key>>(new Set());
  return (
    <section aria-labelledby="settings-title">
      <h2 id="settings-title" className="visually-hidden">
        Settings
      </h2>
      <DisclosureGroup className="settings" expandedKeys={open} onExpandedChange={setOpen}>
        {parts.map(({ id, title, Part }) => (
          <Disclosure key={id} id={id}>
            <Heading level={3}>
              <Button slot="trigger" className="settings-button">
                {title}
                <span aria-hidden="true" className="chevron" />
              </Button>
            </Heading>
            <DisclosurePanel className="settings-panel">
              <div className="settings-body">{open.has(id) ? <Part /> : null}</div>
            </DisclosurePanel>
          </Disclosure>
        ))}
      </DisclosureGroup>
    </section>
  );
};
