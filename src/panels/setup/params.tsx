/** The parameters of the world or of the policy. */
import type { Fields } from '../../settings/fields';
import { setParam } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { FieldControl } from '../controls/field-control';
import { useActions, usePlayground } from '../use-playground';

interface Props {
  readonly part: 'world' | 'policy';
  readonly fields: Fields;
}

export const Params = ({ part, fields }: Props) => {
  const { params } = usePlayground((state) => experimentIn(state)[part]);
  const { change, settle } = useActions();
  return Object.entries(fields).map(([name, field]) => (
    <FieldControl
      key={name}
      name={name}
      field={field}
      value={params[name]}
      onChange={(value) => change(setParam(part, name, value), `${part}.${name}`)}
      onSettle={settle}
    />
  ));
};
