/** Opens the map of methods, whose code comes when it is asked for. */
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';

const map = latePart('The map', () => import('../map/method-map'));

export const MapButton = () => (
  <DialogTrigger>
    <Button className="quiet-button" aria-label="Map of methods">
      Map
    </Button>
    <ModalOverlay className="overlay" isDismissable>
      <Modal className="modal map-modal">
        <Dialog className="dialog">
          {({ close }) => (
            <>
              <Heading slot="title">Map of methods</Heading>
              <Late part={map} waiting={<p className="hint">…</p>}>
                {({ MethodMap }) => <MethodMap onOpen={close} />}
              </Late>
              <Button className="button" onPress={close}>
                Close
              </Button>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  </DialogTrigger>
);
