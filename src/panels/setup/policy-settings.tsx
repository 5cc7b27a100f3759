/** Where the policy starts, and what of it is fixed. */
import { policyById } from '../../policies/families';
import { experimentIn } from '../../state/store';
import { usePlayground } from '../use-playground';
import { Params } from './params';

export const PolicySettings = () => {
  const { id } = usePlayground((state) => experimentIn(state).policy);
  const fields = policyById(id)?.fields ?? {};
  if (Object.keys(fields).length === 0)
    return <p className="hint">It starts at the reference; nothing of it is fixed.</p>;
  return <Params part="policy" fields={fields} />;
};
