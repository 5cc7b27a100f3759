/** What to notice in this experiment, with the runs' names in their colours. */
import { lookOf } from '../charts/looks';
import { headlineFor } from '../experiment/headline';
import { setupIn } from '../state/store';
import { usePlayground } from './use-playground';

export const Headline = () => {
  const { experiment, looks } = usePlayground(setupIn);
  return (
    <p className="headline">
      {headlineFor(experiment).map((part, place) => {
        const look = 'run' in part ? looks[part.run] : undefined;
        if (look === undefined) return <span key={place}>{part.text}</span>;
        return (
          <strong key={place} style={{ color: lookOf(look).color }}>
            {part.text}
          </strong>
        );
      })}
    </p>
  );
};
