/** Where the two servers of the tests listen. */
import process from 'node:process';

/** Two ports from here on; another one where these are taken, or where two checkouts are tested side by side. */
const port = Number(process.env.E2E_PORT ?? 4173);
const at = (place: number) => ({ port: place, url: `http://127.0.0.1:${place}/` });

/** The built page. */
export const pageServer = at(port);
/** The engine without a page. */
export const engineServer = at(port + 1);
/** A page with nothing on it, into which the engine can be imported. */
export const blankPage = `${engineServer.url}blank.html`;
