/** The names at the heads of the runs' paths, unseen until drawing puts each in its place. */

interface Head {
  readonly name: string;
  readonly color: string | undefined;
}

export const HeadLabels = ({ heads }: { readonly heads: readonly Head[] }) =>
  heads.map(({ name, color }, i) => (
    <g key={i} data-part={`label-${i}`} color={color} visibility="hidden">
      <text className="chart-label" y={-4} textAnchor="middle">
        {name}
      </text>
    </g>
  ));
