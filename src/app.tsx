/** The page: what to notice, what happens, the set-up with its runs, the curves. */
import { type ReactNode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { PageHeader } from './panels/header/header';
import { Headline } from './panels/headline/headline';
import { MissingStyles } from './panels/late/missing-styles';
import { Ledger } from './panels/ledger/ledger';
import { Notices } from './panels/notices';
import { Curves } from './panels/pictures/curves';
import { Density } from './panels/pictures/density';
import { Duels } from './panels/pictures/duels';
import { Lengths } from './panels/pictures/lengths';
import { Plane } from './panels/pictures/plane';
import { PromisePicture } from './panels/pictures/promise';
import { References } from './panels/pictures/references';
import { RewardModel } from './panels/pictures/reward-model';
import { Searches } from './panels/pictures/search-tree';
import { Sentences } from './panels/pictures/sentences';
import { Stages } from './panels/pictures/stages';
import { KnobSweep } from './panels/pictures/sweep';
import { Tokens } from './panels/pictures/tokens';
import { Triangle } from './panels/pictures/triangle';
import { type Truth, useTruth } from './panels/pictures/use-truth';
import { WeightPlane } from './panels/pictures/weight-plane';
import { RunList } from './panels/runs/run-list';
import { SetUp } from './panels/setup/set-up';
import { type PageContext, PlaygroundContext } from './panels/use-playground';
import { useTurn } from './panels/use-turn';

/** Where the policies are, in the form that fits the world's responses. */
const Picture = ({ truth }: { readonly truth: Truth }) => {
  const { geometry } = truth.world;
  switch (geometry.kind) {
    case 'line':
      return <Density truth={truth} geometry={geometry} />;
    case 'simplex':
      return <Triangle truth={truth} geometry={geometry} />;
    case 'sentences':
      return <Sentences truth={truth} />;
    case 'duels':
      return <Duels truth={truth} geometry={geometry} />;
  }
};

/** On a line the curves say most; where responses share parameters, the ledger does. */
const Details = ({ truth }: { readonly truth: Truth }) => {
  const isOnLine = truth.world.geometry.kind === 'line';
  return (
    <div className="details">
      {isOnLine ? <Curves truth={truth} /> : null}
      <Ledger truth={truth} />
      {isOnLine ? null : <Curves truth={truth} />}
    </div>
  );
};

/** What can wait until the picture stands: one after another from the top of the page down, so that none pushes another away. */
const InTurn = ({ children }: { readonly children: ReactNode }) => (useTurn() ? children : null);

const Parts = () => {
  const truth = useTruth();
  return (
    <>
      <Headline truth={truth} />
      <MissingStyles />
      <Notices />
      <div className="picture">
        <Stages truth={truth} />
        <Picture truth={truth} />
        <RewardModel truth={truth} />
        <References truth={truth} />
      </div>
      <div className="set-up">
        <InTurn>
          <SetUp />
        </InTurn>
        <InTurn>
          <RunList />
        </InTurn>
      </div>
      <div className="side">
        <InTurn>
          <Plane truth={truth} />
          <WeightPlane />
          <KnobSweep truth={truth} />
          <PromisePicture truth={truth} />
          <Tokens truth={truth} />
          <Searches truth={truth} />
          <Lengths truth={truth} />
        </InTurn>
      </div>
      <InTurn>
        <Details truth={truth} />
      </InTurn>
    </>
  );
};

interface Props {
  readonly page: PageContext;
  /** Called once the first picture stands. */
  readonly onShown: () => void;
}

export const App = ({ page, onShown }: Props) => {
  useEffect(onShown, [onShown]);
  return (
    // One locale, so that a decimal point is a point wherever a link is opened.
    <I18nProvider locale="en-GB">
      <PlaygroundContext.Provider value={page}>
        <PageHeader />
        <main>
          <Parts />
        </main>
      </PlaygroundContext.Provider>
    </I18nProvider>
  );
};
