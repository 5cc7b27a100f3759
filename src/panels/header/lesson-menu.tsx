/** The lessons: experiments that show one thing each. */
import { Button, Menu, MenuItem, MenuTrigger } from 'react-aria-components';
import { presetOf, presets } from '../../experiment/presets';
import { experimentIn } from '../../state/store';
import { Overlay } from '../controls/overlay';
import { useActions, usePlayground } from '../use-playground';

export const LessonMenu = () => {
  const lesson = usePlayground((state) => presetOf(experimentIn(state))?.name);
  const { open } = useActions();
  return (
    <MenuTrigger>
      <Button className="button lesson-button">
        <span className="visually-hidden">Lesson: </span>
        <span className="lesson-name">{lesson ?? 'Lessons'}</span>
        <span aria-hidden="true" className="chevron" />
      </Button>
      <Overlay>
        <Menu
          className="menu"
          onAction={(id) => {
            const preset = presets.find((other) => other.id === id);
            if (preset !== undefined) open(preset.experiment, []);
          }}
        >
          {presets.map((preset) => (
            <MenuItem key={preset.id} id={preset.id} className="menu-item">
              {preset.name}
            </MenuItem>
          ))}
        </Menu>
      </Overlay>
    </MenuTrigger>
  );
};
