/** The keys of the page: space plays and pauses, Ctrl Z undoes, ? opens the help. */
import { useEffect } from 'react';
import { useActions } from './use-playground';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('textarea, [contenteditable]') || isTextInput(target));

const isTextInput = (element: HTMLElement): boolean =>
  element instanceof HTMLInputElement && !['range', 'radio', 'checkbox', 'button'].includes(element.type);

export const useKeys = (openHelp: () => void): void => {
  const { togglePlay, undo, redo } = useActions();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
        if (!isRedo && key !== 'z') return;
        event.preventDefault();
        if (isRedo) redo();
        else undo();
        return;
      }
      // A focused control keeps its own keys: space presses a button, and single letters search a list.
      if (event.target !== document.body) return;
      if (key === ' ') {
        event.preventDefault();
        togglePlay();
      } else if (key === '?') openHelp();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [togglePlay, undo, redo, openHelp]);
};
