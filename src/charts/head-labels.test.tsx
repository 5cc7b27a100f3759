/** Names in a picture before anything has been drawn. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { HeadLabels } from './head-labels';

it('shows no name before drawing has put it in its place', () => {
  const markup = renderToStaticMarkup(<HeadLabels heads={[{ name: 'DPO', color: 'red' }]} />);
  expect(markup).toMatch(/^<g [^>]*visibility="hidden"[^>]*><text/);
});
