/** The page: what to notice, what happens, the set-up with its runs, the curves. */
import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { PageHeader } from './panels/header/header';
import { Headline } from './panels/headline';
import { Notices } from './panels/notices';
import { Curves } from './panels/pictures/curves';
import { Density } from './panels/pictures/density';
import { Plane } from './panels/pictures/plane';
import { useTruth } from './panels/pictures/use-truth';
import { RunList } from './panels/runs/run-list';
import { SetUp } from './panels/setup/set-up';
import { type PageContext, PlaygroundContext } from './panels/use-playground';

const Parts = () => {
  const truth = useTruth();
  return (
    <>
      <Headline />
      <Notices />
      <Density truth={truth} />
      <div className="set-up">
        <SetUp />
        <RunList />
      </div>
      <Plane truth={truth} />
      <Curves truth={truth} />
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
