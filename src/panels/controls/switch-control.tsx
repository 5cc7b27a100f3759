/** On or off. */
import { Switch } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export const SwitchControl = ({ label, isOn, onChange }: Props) => (
  <Switch className="switch-control" isSelected={isOn} onChange={onChange}>
    <span className="switch-track" aria-hidden="true" />
    {label}
  </Switch>
);
