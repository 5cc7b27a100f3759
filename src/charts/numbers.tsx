/** What folds out under a picture for those who want its numbers: made when it is opened, and scrollable by keyboard. */
import { type ReactElement, type ReactNode, useState } from 'react';
import './charts.css';

interface Props {
  readonly summary: string;
  /** What the numbers are, in full. */
  readonly caption: string;
  /** Called while it is open. */
  readonly table: () => ReactElement;
  /** What stands under the table. */
  readonly children?: ReactNode;
}

export const Numbers = ({ summary, caption, table, children }: Props): ReactElement => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="chart-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={`${summary}: ${caption}`}>{summary}</summary>
      {isOpen && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="chart-table-scroll" tabIndex={0} aria-label={caption}>
            {table()}
          </section>
          {children}
        </>
      )}
    </details>
  );
};
