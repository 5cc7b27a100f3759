/** The page's first script: it starts the training worker, which gets ready while the page itself is fetched and drawn. */
import { startAhead } from './worker/open-worker';

startAhead();
