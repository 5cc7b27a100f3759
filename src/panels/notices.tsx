/** What the visitor should know and may put away: what a link changed, which backend took over. */
import { Button } from 'react-aria-components';
import { useActions, usePlayground } from './use-playground';

export const Notices = () => {
  const notices = usePlayground((state) => state.notices);
  const failure = usePlayground((state) => state.engine.failure);
  const { dismiss, reset } = useActions();
  return (
    <div role="status" className="notices">
      {failure === null ? null : (
        <p className="notice failure">
          <span>{failure}</span>
          <Button className="text-button" onPress={reset}>
            Try again
          </Button>
        </p>
      )}
      {notices.map(({ id, text }) => (
        <p key={id} className="notice">
          <span>{text}</span>
          <Button className="icon-button" aria-label={`Dismiss: ${text}`} onPress={() => dismiss(id)}>
            ×
          </Button>
        </p>
      ))}
    </div>
  );
};
