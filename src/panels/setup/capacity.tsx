/** What the policy can be: from one bump to a free table, with one sentence why it matters. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { policiesFor, policyById } from '../../policies/families';
import { choosePolicy } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { useActions, usePlayground } from '../use-playground';

export const Capacity = () => {
  const id = usePlayground((state) => experimentIn(state).policy.id);
  const worldId = usePlayground((state) => experimentIn(state).world.id);
  const { change } = useActions();
  return (
    <section aria-labelledby="capacity-title" className="capacity">
      <h2 id="capacity-title">What the policy can be</h2>
      <ToggleButtonGroup
        className="segments"
        aria-labelledby="capacity-title"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[id]}
        onSelectionChange={([chosen]) => {
          if (chosen !== undefined) change(choosePolicy(String(chosen)));
        }}
      >
        {policiesFor(worldId).map((policy) => (
          <ToggleButton key={policy.id} id={policy.id} aria-label={policy.name}>
            {policy.short}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <p className="hint">{policyById(id)?.summary}</p>
    </section>
  );
};
