/** Says that the page’s style sheet could not be loaded, and offers to try again; nothing where all is well. */
import { useState } from 'react';
import { Button } from 'react-aria-components';

const missingSheets = (): readonly HTMLLinkElement[] =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(({ sheet }) => sheet === null);

export const MissingStyles = () => {
  const [missing, setMissing] = useState(missingSheets);
  if (missing.length === 0) return null;
  const tryAgain = (): void => {
    for (const link of missing) {
      const next = document.createElement('link');
      next.rel = 'stylesheet';
      next.href = link.href;
      const look = () => setMissing(missingSheets());
      next.onload = look;
      next.onerror = look;
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
