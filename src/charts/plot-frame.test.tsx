/** What every plot has around it: a line and a label for each tick, and an edge for what would leave it. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';

const plot = plotOf({
  width: 300,
  height: 132,
  margin: { left: 34, right: 10, top: 8, bottom: 24 },
  x: { domain: [0, 2], ticks: 2 },
  y: { domain: [-1, 0], ticks: 1 },
});
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

it('draws a line for each row, one for each column only where asked, and labels with a true minus sign', () => {
  const rows = renderToStaticMarkup(<PlotFrame label="Something" plot={plot} title="nats" />);
  expect(count(rows, /chart-grid/g)).toBe(plot.rows.length);
  expect([...rows.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text)).toEqual(['−1', '0', '0', '1', '2', 'nats']);
  const both = renderToStaticMarkup(<PlotFrame label="Something" plot={plot} hasColumnLines />);
  expect(count(both, /chart-grid/g)).toBe(plot.rows.length + plot.columns.length);
});

it('cuts what would leave the plot', () => {
  const text = renderToStaticMarkup(<PlotFrame label="Something" plot={plot} clipped={<path id="fit" />} />);
  const [, name] = /<clipPath id="([^"]+)"><rect width="300" height="109"/.exec(text) ?? [];
  expect(name).toBeDefined();
  expect(text).toContain(`<g clip-path="url(#${name})"><path id="fit">`);
});
