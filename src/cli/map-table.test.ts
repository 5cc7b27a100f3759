import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allMethods } from '../methods/index';
import { mapTable, withMap } from './map-table';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

describe('the map of methods', () => {
  it('stands in the README as the methods are (npm run --silent objectives -- map README.md)', () => {
    expect(withMap(readme)).toBe(readme);
  });

  it('has a row for each method', () => {
    const rows = mapTable().split('\n').slice(2);
    expect(rows.map((row) => row.split(' | ')[1]?.trim())).toEqual(
      [...allMethods.map(({ id }) => id), 'oppo'].map((id) => `\`${id}\``),
    );
  });

  it('marks what DPO has otherwise, and nothing else', () => {
    const lines = mapTable()
      .split('\n')
      .map((line) => line.replace(/ +/g, ' '));
    const row = (id: string): string => lines.find((line) => line.includes(`| \`${id}\` |`)) ?? '';
    expect(row('dpo')).not.toContain('**');
    expect(row('tr-dpo')).toContain('| DPO | the experiment’s data | the raters | **an average of itself** |');
    expect(row('simpo')).toContain('| **SimPO** | the experiment’s data | the raters | **none** |');
    expect(row('rl-exact')).toContain('| **every response** | **the true reward** | π_ref |');
    expect(row('alpha-dpo')).toContain('| gap mean, gap spread |');
  });

  it('finds no place in a text without its marks, or with two of one', () => {
    expect(withMap('no marks')).toBeUndefined();
    expect(withMap(`${readme}${readme}`)).toBeUndefined();
  });
});
