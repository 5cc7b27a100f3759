/** The map of methods as a table in Markdown, and its place in a file between two marks. */
import { methodMap, type Place, parts } from '../methods/map';
import { labelOf } from '../settings/label';

const marks = [
  '<!-- map of methods: npm run --silent objectives -- map README.md -->',
  '<!-- end of the map -->',
] as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('*', '\\*');

const paperText = ({ method: { paper } }: Place): string =>
  paper.arxiv === undefined ? '–' : `[${paper.arxiv}](https://arxiv.org/abs/${paper.arxiv})`;

const rowOf = (place: Place): readonly string[] => [
  cell(place.method.name),
  `\`${place.method.id}\``,
  ...parts.map((part) => {
    const { text, differs } = place.at[part];
    return differs ? `**${cell(text)}**` : cell(text);
  }),
  place.carries.length === 0 ? '–' : place.carries.map((name) => labelOf(name)).join(', '),
  paperText(place),
  place.method.evidence,
];

/** Columns as wide as their widest cell, as the formatter writes them. */
const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], filler: string): string =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`;
  const [header = [], ...others] = rows;
  return [
    line(header, ' '),
    line(
      header.map(() => ''),
      '-',
    ),
    ...others.map((row) => line(row, ' ')),
  ].join('\n');
};

/** One row a method; what DPO has otherwise is bold. */
export const mapTable = (): string => {
  const header = ['method', 'in links', ...parts, 'carries', 'paper', 'evidence'];
  return aligned([header, ...methodMap.map(rowOf)]);
};

/** The text with the table between its marks; undefined where the marks are not in it, one of each. */
export const withMap = (text: string): string | undefined => {
  const [before, after, ...more] = text.split(marks[0]);
  const [, rest, ...others] = after?.split(marks[1]) ?? [];
  if (before === undefined || rest === undefined || more.length + others.length > 0) return undefined;
  return `${before}${marks[0]}\n\n${mapTable()}\n\n${marks[1]}${rest}`;
};
