/** Where the two servers of the tests listen. */
import process from 'node:process';

/** Two ports from here on; another one where these are taken, or where two checkouts are tested side by side. */
const port = Number(process.env.E2E_PORT ?? 4173);
const at = (place: number) => ({ port: place, url: `http://127.0.0.1:${place}/` });

/** The built page. */
export const pageServer = at(port);
/** The source, module by module. */
export const engineServer = at(port + 1);
/** A page of the latter with nothing on it, into which modules can be imported. */
export const blankPage = `${engineServer.url}e2e/engine/blank.html`;
