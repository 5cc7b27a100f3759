/** What opens over the page: inside its main landmark, so that a screen reader knows where it is. */
import { type ReactNode, useContext } from 'react';
import { OverlayTriggerStateContext, Popover, type PopoverProps } from 'react-aria-components';

interface Props {
  readonly kind?: 'menu' | 'panel';
  readonly placement?: NonNullable<PopoverProps['placement']>;
  readonly children: ReactNode;
}

export const Overlay = ({ kind = 'menu', placement = 'bottom start', children }: Props) => {
  // Rendered anew when it opens: at the first rendering of the page there is no landmark yet.
  useContext(OverlayTriggerStateContext);
  // Under a modal dialog the rest of the page is inert, and what opens must stand outside it.
  const container = document.querySelector('.modal') === null ? document.querySelector('main') : null;
  return (
    <Popover
      className={`popover ${kind}-popover`}
      placement={placement}
      {...(container === null ? {} : { UNSTABLE_portalContainer: container })}
    >
      {children}
    </Popover>
  );
};
