/** The heading cells of a table that has a column for each run. */

export const RunHeadings = ({ runs }: { readonly runs: readonly { readonly name: string }[] }) =>
  runs.map(({ name }, run) => (
    <th scope="col" key={run}>
      {name}
    </th>
  ));
