/** Opens the map of methods, whose code comes when it is asked for. */
import { ModalButton } from '../controls/modal-button';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';

const map = latePart('The map', () => import('../map/method-map'));

export const MapButton = () => (
  <ModalButton
    button={{ className: 'quiet-button', 'aria-label': 'Map of methods', children: 'Map' }}
    title="Map of methods"
    className="map-modal"
  >
    {(close) => (
      <Late part={map} waiting={<p className="hint">…</p>}>
        {({ MethodMap }) => <MethodMap onOpen={close} />}
      </Late>
    )}
  </ModalButton>
);
