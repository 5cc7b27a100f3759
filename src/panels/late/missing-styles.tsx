/** Says that the page’s style sheet could not be loaded, and offers to try again; nothing where all is well. */
import { useState } from 'react';
import { Button } from 'react-aria-components';

/** Told by a colour that every page has; a sheet that failed is not told from an empty one. */
const isMissing = (): boolean => getComputedStyle(document.documentElement).getPropertyValue('--page') === '';

export const MissingStyles = () => {
  const [isUnstyled, setUnstyled] = useState(isMissing);
  if (!isUnstyled) return null;
  const tryAgain = (): void => {
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
      const next = document.createElement('link');
      next.rel = 'stylesheet';
      next.href = link.href;
      next.onload = () => setUnstyled(isMissing());
      link.replaceWith(next);
    }
  };
  return (
    <p role="status" className="part-failure">
      The style sheet of the page could not be loaded.{' '}
      <Button className="text-button" onPress={tryAgain}>
        Try again
      </Button>
    </p>
  );
};
