/** The name of a method that is a bandit of its own: opens its picture over the map. */
import { ModalButton } from '../controls/modal-button';
import { Optimism } from './optimism';

export const BanditButton = ({ name }: { readonly name: string }) => (
  <ModalButton
    button={{ className: 'text-button', children: name }}
    title={`${name}: optimism in a bandit`}
    className="bandit-modal"
    closing="Back to the map"
  >
    {() => <Optimism />}
  </ModalButton>
);
