/** Where the runs are in weight space: folded, since it is computed for whoever looks at it. */
import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';

const view = latePart('The weight plane', () => import('./weight-plane-view'));

export const WeightPlane = () => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure className="pathologies weight-plane" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={2} className="pathologies-title">
        <Button slot="trigger" className="settings-button">
          In weight space
          <span aria-hidden="true" className="chevron" />
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="settings-body">
          {isOpen ? (
            <Late part={view} waiting={<div className="chart-placeholder" />}>
              {({ WeightPlaneView }) => <WeightPlaneView />}
            </Late>
          ) : null}
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
};
