/** The bar at the top: lesson, playing, where the training stands, undo, link, theme. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { canRedo, canUndo, experimentIn } from '../../state/store';
import { useKeys } from '../use-keys';
import { useActions, usePlayground } from '../use-playground';
import { BackendButton } from './backend-button';
import { HelpButton } from './help-button';
import { LessonMenu } from './lesson-menu';
import { LinkButton } from './link-button';
import { MapButton } from './map-button';
import { PlayControls, StepCount } from './play-controls';
import { ThemeButton } from './theme-button';

const SeedButton = () => {
  const seed = usePlayground((state) => experimentIn(state).seed);
  const { newSeed } = useActions();
  return (
    <Button className="quiet-button" onPress={newSeed} aria-label={`Seed ${seed}: train again with a new seed`}>
      seed {seed} <span aria-hidden="true">⟳</span>
    </Button>
  );
};

const HistoryButtons = () => {
  const { undo, redo } = useActions();
  const isUndoable = usePlayground(canUndo);
  const isRedoable = usePlayground(canRedo);
  return (
    <>
      <Button className="icon-button" aria-label="Undo" onPress={undo} isDisabled={!isUndoable}>
        <span aria-hidden="true">↶</span>
      </Button>
      <Button className="icon-button" aria-label="Redo" onPress={redo} isDisabled={!isRedoable}>
        <span aria-hidden="true">↷</span>
      </Button>
    </>
  );
};

export const PageHeader = () => {
  const [isHelpOpen, setHelpOpen] = useState(false);
  useKeys(() => setHelpOpen(true));
  return (
    <header className="page-header">
      <h1>Alignment Playground</h1>
      <LessonMenu />
      <PlayControls />
      <div className="status">
        <StepCount />
        <SeedButton />
        <BackendButton />
      </div>
      <div className="tools">
        <HistoryButtons />
        <LinkButton />
        <MapButton />
        <HelpButton isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
        <ThemeButton />
      </div>
    </header>
  );
};
