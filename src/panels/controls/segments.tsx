/** One of a few options, side by side. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

interface Props {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly options: readonly string[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** Nothing where there is only one option. */
export const Segments = ({ label, options, chosen, onChoose }: Props) =>
  options.length < 2 ? null : (
    <ToggleButtonGroup
      className="segments prompts"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[String(chosen)]}
      onSelectionChange={([key]) => {
        if (key !== undefined) onChoose(Number(key));
      }}
    >
      {options.map((option, i) => (
        <ToggleButton key={i} id={String(i)}>
          {option}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
