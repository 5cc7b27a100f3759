/** A number of a sentence, which leads to where it comes from. */
import { Button } from 'react-aria-components';
import { metrics } from '../../metrics';
import type { Quantity, Source } from '../../observations/sentence';
import { moverId } from '../ledger/mover-id';
import { curveId } from '../pictures/curve-id';
import { useActions } from '../use-playground';

/** What is shown, and the id of its place on the page; null where a number follows from the settings alone. */
const placeOf = (source: Source): { readonly name: string; readonly id: string } | null => {
  if ('metric' in source) return { name: metrics[source.metric].label, id: curveId(source.metric) };
  return 'response' in source ? { name: 'its row in the ledger', id: moverId(source.response) } : null;
};

/** What a visitor does when something else is to be seen. */
const turnsAway = ['wheel', 'touchstart', 'pointerdown', 'keydown', 'focusout'] as const;

/** Scrolls to the place, and after it where what comes late above pushes it down, until the visitor turns away. */
const keepInView = (place: HTMLElement): void => {
  const watch = new ResizeObserver(() => place.scrollIntoView({ block: 'nearest' }));
  watch.observe(document.body);
  const over = new AbortController();
  const stop = (): void => {
    watch.disconnect();
    over.abort();
  };
  for (const event of turnsAway) addEventListener(event, stop, { capture: true, signal: over.signal });
};

/** A response that has moved less since has no row any more: the ledger then. */
const goTo = (id: string): void => {
  const place = document.getElementById(id) ?? document.getElementById('ledger');
  if (place === null) return;
  place.setAttribute('tabindex', '-1');
  place.focus({ preventScroll: true });
  keepInView(place);
};

export const NumberLink = ({ quantity: { text, source } }: { readonly quantity: Quantity }) => {
  const { addCurve, showMovers } = useActions();
  const place = placeOf(source);
  if (place === null) return <span>{text}</span>;
  return (
    <Button
      className="number-link"
      aria-label={`${text}, see ${place.name}`}
      onPress={() => {
        if ('metric' in source) addCurve(source.metric);
        if ('response' in source) showMovers(source.run);
        // The place may only just have been asked for.
        requestAnimationFrame(() => requestAnimationFrame(() => goTo(place.id)));
      }}
    >
      {text}
    </Button>
  );
};
