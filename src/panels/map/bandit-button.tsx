/** The name of a method that is a bandit of its own: opens its picture over the map. */
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Optimism } from './optimism';

export const BanditButton = ({ name }: { readonly name: string }) => (
  <DialogTrigger>
    <Button className="text-button">{name}</Button>
    <ModalOverlay className="overlay" isDismissable>
      <Modal className="modal bandit-modal">
        <Dialog className="dialog">
          {({ close }) => (
            <>
              <Heading slot="title">{name}: optimism in a bandit</Heading>
              <Optimism />
              <Button className="button" onPress={close}>
                Back to the map
              </Button>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  </DialogTrigger>
);
