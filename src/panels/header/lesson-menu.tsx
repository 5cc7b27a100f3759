/** The lessons: experiments that show one thing each. */
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components';
import { presetGroups, presetOf, presets } from '../../experiment/presets';
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
          {presetGroups.map((group) => (
            <MenuSection key={group.title}>
              <Header>{group.title}</Header>
              {group.presets.map((preset) => (
                <MenuItem key={preset.id} id={preset.id} className="menu-item">
                  {preset.name}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Overlay>
    </MenuTrigger>
  );
};
