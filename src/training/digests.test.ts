import { expect, it } from 'vitest';
import { digestedLinks, digestOf } from './digests';

it('comes to the recorded bits, to which browsers are held too', async () => {
  const digests: Record<string, string> = {};
  for (const [what, link] of Object.entries(digestedLinks)) digests[what] = await digestOf(link);
  // Where bits are meant to change: npm run unit -- digests -u
  await expect(`${JSON.stringify(digests, null, 2)}\n`).toMatchFileSnapshot('digests.json');
});
