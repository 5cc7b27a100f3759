/** Looks are distinct, and their colours are legible on both pages. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colorCount, lookOf } from './looks';

const css = readFileSync(new URL('./looks.css', import.meta.url), 'utf8');
const blocks = [...css.matchAll(/\{([^{}]*--run-0[^{}]*)\}/g)].map(([, body = '']) =>
  [...body.matchAll(/--run-\d+: (#[0-9a-f]{6})/g)].map(([, color = '']) => color),
);

const luminance = (hex: string): number => {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
};

const contrast = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
};

describe('looks', () => {
  it('are all different for 64 runs', () => {
    const looks = Array.from({ length: 64 }, (_, i) => lookOf(i));
    expect(new Set(looks.map(({ color, dash }) => `${color} ${dash}`)).size).toBe(64);
    expect(new Set(looks.slice(0, 8).map(({ color }) => color)).size).toBe(8);
    expect(new Set(looks.slice(0, 8).map(({ dash }) => dash)).size).toBe(8);
  });

  it('have a value for every colour in each theme, the same dark ones by choice and by default', () => {
    expect(blocks.map((block) => block.length)).toEqual([colorCount, colorCount, colorCount]);
    expect(blocks[1]).toEqual(blocks[2]);
  });

  it.each([
    ['light', 0, '#fcfbf7'],
    ['dark', 2, '#17181b'],
  ] as const)('read as text on the %s page', (_, block, page) => {
    for (const color of blocks[block] ?? []) expect(contrast(color, page)).toBeGreaterThanOrEqual(4.5);
  });
});
