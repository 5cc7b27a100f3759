import { expect, it } from 'vitest';
import { allDigests } from './digests';

it('comes to the recorded bits, to which browsers are held too', async () => {
  // Where bits are meant to change: npm run unit -- digests -u
  await expect(`${JSON.stringify(await allDigests(), null, 2)}\n`).toMatchFileSnapshot('digests.json');
});
