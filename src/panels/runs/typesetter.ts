/** KaTeX, fetched after the first picture; every formula shows the same one. */
import { latePart } from '../late/late-part';

export const typesetter = latePart('The typesetter of formulas', () => import('./tex-view'));
