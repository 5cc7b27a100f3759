/** Opens the page: the experiment from the address, the training worker, and meanwhile the first picture. */
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { openLink } from './experiment/link';
import { keepOffline } from './offline/keep-offline';
import { whenIdle } from './offline/when-idle';
import { afterPaint } from './panels/after-paint';
import { fetchLateParts } from './panels/late/late-part';
import { applyTheme, savedTheme } from './panels/theme';
import { followAddress } from './state/address';
import { connect } from './state/controller';
import { Series } from './state/series';
import { createPlayground } from './state/store';
import { TrainingClient } from './worker/client';
import './styles/theme.css';
import './styles/page.css';
import './styles/controls.css';
import './styles/fields.css';
import './styles/runs.css';
import './styles/overlays.css';
import './styles/worlds.css';
import './styles/map.css';

applyTheme(savedTheme());

const { experiment, changes } = openLink(window.location.hash);
const opensPlaying = (): boolean => !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const playground = createPlayground(experiment, { opensPlaying, later: afterPaint });
const series = new Series();
for (const change of changes) playground.actions.notify(change);
followAddress(playground, window);

// The first steps are taken while this thread draws the world, π_ref and π*.
connect(playground, series, (onEvent) => new TrainingClient(onEvent));

/** What may be needed later, so that the network is needed no more. */
const fetchTheRest = async (): Promise<void> => {
  await fetchLateParts(whenIdle);
  await whenIdle();
  await keepOffline();
};

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element #root.');
// As a transition, React gives way between panels, so that opening the page is not one long task.
startTransition(() => createRoot(root).render(<App page={{ playground, series }} onShown={fetchTheRest} />));
