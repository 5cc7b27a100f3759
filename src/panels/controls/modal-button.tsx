/** A button that opens something over the whole page, which a button at its end, Escape or a click beside it closes. */
import type { ReactNode } from 'react';
import {
  Button,
  type ButtonProps,
  Dialog,
  DialogTrigger,
  type DialogTriggerProps,
  Heading,
  Modal,
  ModalOverlay,
} from 'react-aria-components';

interface Props extends Pick<DialogTriggerProps, 'isOpen' | 'onOpenChange'> {
  readonly button: ButtonProps;
  readonly title: string;
  /** Of what opens, beside that of all. */
  readonly className?: string;
  readonly closing?: string;
  readonly children: (close: () => void) => ReactNode;
}

export const ModalButton = ({ button, title, className = '', closing = 'Close', children, ...opening }: Props) => (
  <DialogTrigger {...opening}>
    <Button {...button} />
    <ModalOverlay className="overlay" isDismissable>
      <Modal className={`modal ${className}`.trim()}>
        <Dialog className="dialog">
          {({ close }) => (
            <>
              <Heading slot="title">{title}</Heading>
              {children(close)}
              <Button className="button" onPress={close}>
                {closing}
              </Button>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  </DialogTrigger>
);
