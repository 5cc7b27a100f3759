/** On or off, and what that means or why it cannot be. */
import { useId } from 'react';
import { Switch } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

export const SwitchControl = ({ label, isOn, onChange, hint = '', isDisabled = false }: Props) => {
  const id = useId();
  return (
    <>
      <Switch
        className="switch-control"
        isSelected={isOn}
        isDisabled={isDisabled}
        onChange={onChange}
        {...(hint === '' ? {} : { 'aria-describedby': id })}
      >
        <span className="switch-track" aria-hidden="true" />
        {label}
      </Switch>
      {hint === '' ? null : (
        <p id={id} className="switch-hint">
          {hint}
        </p>
      )}
    </>
  );
};
