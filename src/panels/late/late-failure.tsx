/** Says that a part could not be loaded, and offers to try again; nothing where all is well. */
import { Button } from 'react-aria-components';
import { useStore } from 'zustand';
import type { LatePart } from './late-part';

export const LateFailure = ({ part }: { readonly part: LatePart<unknown> }) => {
  const { isMissing, retries } = useStore(part.store);
  if (!isMissing) return null;
  return (
    <p role="status" className="part-failure">
      {part.title} could not be loaded.{' '}
      <Button className="text-button" onPress={part.askAgain}>
        Try again
      </Button>
      {retries === 0 ? null : (
        // Older browsers remember a module that failed for as long as the page is open.
        <Button className="text-button" onPress={() => window.location.reload()}>
          Reload the page
        </Button>
      )}
    </p>
  );
};
