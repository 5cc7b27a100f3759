/** What the page is, and its keys. */
import { ModalButton } from '../controls/modal-button';

const keys: readonly (readonly [key: string, meaning: string])[] = [
  ['Space', 'play or pause, when no control has the focus'],
  ['Tab', 'from control to control'],
  ['← →', 'move a slider, or choose in a row of buttons'],
  ['Ctrl Z', 'undo'],
  ['Ctrl Shift Z', 'redo'],
  ['?', 'this help'],
];

interface Props {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export const HelpButton = ({ isOpen, onOpenChange }: Props) => (
  <ModalButton
    isOpen={isOpen}
    onOpenChange={onOpenChange}
    button={{ className: 'icon-button', 'aria-label': 'Help', children: '?' }}
    title="How to read this page"
  >
    {() => (
      <>
        <p>
          Small policies train here, on this device, each under its own objective, on the same synthetic preferences
          unless a run’s card says otherwise. There are few enough responses to sum over all of them, so the expected
          reward, both divergences and the optimum π* are exact. A response is also called an answer; in the world of
          sentences each word is one token, and so is the end.
        </p>
        <p>
          Every run has one colour and one dash pattern wherever it appears. The optimum π* is always the fine dotted
          line, the reference π_ref always grey. Change anything while it trains; undo takes it back. The link holds the
          whole experiment.
        </p>
        <h3>Keys</h3>
        <dl className="keys">
          {keys.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </>
    )}
  </ModalButton>
);
