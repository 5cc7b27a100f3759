/** The field for a visitor's own objective: what is wrong with it stands in words underneath, and a wrong one does not train. */
import { useState } from 'react';
import { FieldError, Label, TextArea, TextField } from 'react-aria-components';
import { checkExpression } from '../../objectives';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  /** Called with expressions that parse only. */
  readonly onChange: (text: string) => void;
}

export const ExpressionControl = ({ label, value, maxLength, onChange }: Props) => {
  const [draft, setDraft] = useState({ text: value, of: value });
  // Undo, a link or a lesson may change the expression from outside.
  const text = draft.of === value ? draft.text : value;
  const error = checkExpression(text);
  return (
    <TextField
      className="expression-control"
      value={text}
      maxLength={maxLength}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      onChange={(typed) => {
        const isValid = checkExpression(typed) === undefined;
        setDraft({ text: typed, of: isValid ? typed : value });
        if (isValid) onChange(typed);
      }}
    >
      <Label className="control-label">{label}</Label>
      <TextArea rows={2} spellCheck="false" autoCapitalize="off" autoCorrect="off" />
      <FieldError>{error}</FieldError>
    </TextField>
  );
};
