/** Copies the address of this experiment, and says that it did. */
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { linkTo } from '../../state/address';
import { useActions, usePlaygroundItself } from '../use-playground';

/** How long the confirmation stands, in milliseconds. */
const confirmationTime = 2500;

export const LinkButton = () => {
  const playground = usePlaygroundItself();
  const { notify } = useActions();
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), confirmationTime);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async (): Promise<void> => {
    const link = linkTo(playground, window.location.href);
    window.history.replaceState(null, '', link);
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      notify('The browser did not allow copying. The link is in the address bar.');
    }
  };

  return (
    <Button className="button link-button" onPress={copy}>
      <span aria-live="polite">{isCopied ? 'Link copied' : 'Copy link'}</span>
    </Button>
  );
};
