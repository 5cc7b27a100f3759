/** All charts of the page take turns with each other; it does nothing while none is registered. */
import { browserClock, RedrawScheduler } from './scheduler';

export const pageScheduler = new RedrawScheduler(browserClock);
