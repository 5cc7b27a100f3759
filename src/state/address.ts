/** Keeps the experiment in the address of the page, so that reloading or copying it gives the same page. */
import { isExperimentFragment, openLink, toFragment } from '../experiment/link';
import { experimentIn, type Playground } from './store';
import { throttle } from './throttle';

/** Browsers refuse more than a hundred changes of the address in half a minute. */
const writeInterval = 500;

/** The address that opens this experiment, from any page address. */
export const linkTo = (playground: Playground, address: string): string => {
  const url = new URL(address);
  url.hash = toFragment(experimentIn(playground.store.getState()));
  return url.href;
};

/** Writes every change of the experiment to the address, and opens links pasted into it; returns what stops it. */
export const followAddress = (playground: Playground, page: Window): (() => void) => {
  const { drawn, actions } = playground;
  const writing = throttle(
    () => page.history.replaceState(null, '', linkTo(playground, page.location.href)),
    writeInterval,
  );
  const unsubscribe = drawn.subscribe((state, previous) => {
    if (experimentIn(state) !== experimentIn(previous)) writing.ask();
  });
  const read = (): void => {
    writing.cancel();
    const { hash } = page.location;
    // An anchor of the page, or of nothing: the experiment stays, and goes back into the address.
    if (!isExperimentFragment(hash)) writing.ask();
    else {
      const { experiment, changes } = openLink(hash);
      actions.open(experiment, changes);
    }
  };
  page.addEventListener('hashchange', read);
  return () => {
    unsubscribe();
    writing.cancel();
    page.removeEventListener('hashchange', read);
  };
};
