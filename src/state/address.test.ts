/** The address holds the experiment, and only an address that speaks of one replaces it. */
import { expect, it, vi } from 'vitest';
import { openLink } from '../experiment/link';
import { followAddress, linkTo } from './address';
import { createPlayground, experimentIn } from './store';
import { lesson } from './testing';

const base = 'https://example.org/playground/';

const openPage = () => {
  const playground = createPlayground(lesson, { now: () => 0 });
  const events = new EventTarget();
  const location = new URL(base);
  const history = {
    replaceState: vi.fn((_state: unknown, _title: string, address: string) => {
      location.href = address;
    }),
  };
  const stop = followAddress(playground, Object.assign(events, { location, history }) as unknown as Window);
  const visit = (hash: string): void => {
    location.hash = hash;
    events.dispatchEvent(new Event('hashchange'));
  };
  return { ...playground, playground, location, visit, stop };
};

it('opens a link that is pasted into the address', () => {
  const { store, visit, stop } = openPage();
  visit('#1&seed=9&run=ipo');
  expect(experimentIn(store.getState())).toEqual(openLink('#1&seed=9&run=ipo').experiment);
  visit('#seed=7');
  expect(experimentIn(store.getState()).seed).toBe(7);
  visit('#1');
  expect(experimentIn(store.getState())).toEqual(openLink('').experiment);
  stop();
});

it.each(['#root', '', '#curves-title', '#1st'])(
  'keeps the experiment at the anchor %j, and in the address',
  (anchor) => {
    const { playground, store, actions, location, visit, stop } = openPage();
    actions.change((experiment) => ({ ...experiment, seed: 5 }));
    const before = store.getState();
    visit(anchor);
    expect(store.getState()).toBe(before);
    expect(location.href).toBe(linkTo(playground, base));
    stop();
  },
);
