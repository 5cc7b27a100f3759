/** The settings all runs share: a row of names, each opening its controls underneath. */
import { useState } from 'react';
import { Button, Disclosure, DisclosureGroup, DisclosurePanel, Heading, type Key } from 'react-aria-components';
import { isJudgedByModel } from '../../methods/own-judge';
import { experimentIn } from '../../state/store';
import { usePlayground } from '../use-playground';
import { DataSettings } from './data-settings';
import { PolicySettings } from './policy-settings';
import { RewardModelSettings } from './reward-model-settings';
import { TrainingSettings } from './training-settings';
import { WorldSettings } from './world-settings';

const parts = [
  { id: 'world', title: 'World', Part: WorldSettings },
  { id: 'policy', title: 'Policy', Part: PolicySettings },
  { id: 'data', title: 'Data', Part: DataSettings },
  { id: 'training', title: 'Training', Part: TrainingSettings },
  { id: 'reward-model', title: 'Reward model', Part: RewardModelSettings },
] as const;

/** Nothing is fitted where nobody is judged by a model. */
const usePartsShown = () => {
  const hasModel = usePlayground((state) => experimentIn(state).runs.some(isJudgedByModel));
  return hasModel ? parts : parts.filter(({ id }) => id !== 'reward-model');
};

export const Settings = () => {
  const shown = usePartsShown();
  const [open, setOpen] = useState<ReadonlySet<Key>>(new Set());
  return (
    <section aria-labelledby="settings-title">
      <h2 id="settings-title" className="visually-hidden">
        Settings
      </h2>
      <DisclosureGroup className="settings" expandedKeys={open} onExpandedChange={setOpen}>
        {shown.map(({ id, title, Part }) => (
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
