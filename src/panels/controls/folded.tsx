/** A part of the page under a title that unfolds it; what is in it is made while it is open. */
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';

interface Props {
  readonly title: string;
  /** Beside the title; nothing is shown of an empty one. */
  readonly detail?: string;
  readonly className?: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

export const Folded = ({ title, detail = '', className = '', isOpen, onOpenChange, children }: Props) => (
  <Disclosure className={`folded ${className}`} isExpanded={isOpen} onExpandedChange={onOpenChange}>
    <Heading level={2} className="folded-title">
      <Button slot="trigger" className="settings-button">
        {title}
        {detail === '' ? null : <span className="detail">{detail}</span>}
        <span aria-hidden="true" className="chevron" />
      </Button>
    </Heading>
    <DisclosurePanel>
      <div className="settings-body">{isOpen ? children : null}</div>
    </DisclosurePanel>
  </Disclosure>
);
