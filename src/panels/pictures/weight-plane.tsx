/** Where the runs are in weight space: folded, since it is computed for whoever looks at it. */
import { useState } from 'react';
import { Folded } from '../controls/folded';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';

const view = latePart('The weight plane', () => import('./weight-plane-view'));

export const WeightPlane = () => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Folded title="In weight space" className="weight-plane" isOpen={isOpen} onOpenChange={setOpen}>
      <Late part={view} waiting={<div className="chart-placeholder" />}>
        {({ WeightPlaneView }) => <WeightPlaneView />}
      </Late>
    </Folded>
  );
};
