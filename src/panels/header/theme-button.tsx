/** Light, dark, or as the system says. */
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger } from 'react-aria-components';
import { Overlay } from '../controls/overlay';
import { applyTheme, savedTheme, themes } from '../theme';

const themeTexts = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;

export const ThemeButton = () => {
  const [theme, setTheme] = useState(savedTheme);
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={`Theme: ${themeTexts[theme].toLowerCase()}`}>
        <span aria-hidden="true" className="icon-theme" />
      </Button>
      <Overlay placement="bottom end">
        <Menu
          className="menu"
          aria-label="Theme"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onSelectionChange={(keys) => {
            const chosen = themes.find((name) => keys !== 'all' && keys.has(name));
            if (chosen === undefined) return;
            setTheme(chosen);
            applyTheme(chosen);
          }}
        >
          {themes.map((name) => (
            <MenuItem key={name} id={name} className="menu-item">
              {themeTexts[name]}
            </MenuItem>
          ))}
        </Menu>
      </Overlay>
    </MenuTrigger>
  );
};
