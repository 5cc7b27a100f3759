/** What a knob does over all its values: folded, since it is trained for whoever looks at it. */
import { useState } from 'react';
import { experimentIn } from '../../state/store';
import { Folded } from '../controls/folded';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import { usePlayground } from '../use-playground';
import type { Truth } from './use-truth';

const view = latePart('The sweep', () => import('./sweep-view'));

/** Opens by itself where a link brings a sweep along. */
export const KnobSweep = ({ truth }: { readonly truth: Truth }) => {
  const isGiven = usePlayground((state) => experimentIn(state).sweep !== undefined);
  const [wasGiven, setWasGiven] = useState(isGiven);
  const [isOpen, setOpen] = useState(isGiven);
  if (isGiven !== wasGiven) {
    setWasGiven(isGiven);
    if (isGiven) setOpen(true);
  }
  return (
    <Folded title="Sweep a knob" className="sweep" isOpen={isOpen} onOpenChange={setOpen}>
      <Late part={view} waiting={<div className="chart-placeholder" />}>
        {({ SweepView }) => <SweepView truth={truth} />}
      </Late>
    </Folded>
  );
};
