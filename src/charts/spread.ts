/** Moves labels on a line apart: each as near as possible to where it wants to be, none closer than a gap. */

interface Block {
  readonly members: readonly number[];
  readonly centre: number;
}

const merge = (a: Block, b: Block): Block => {
  const size = a.members.length + b.members.length;
  return {
    members: [...a.members, ...b.members],
    centre: (a.centre * a.members.length + b.centre * b.members.length) / size,
  };
};

/**
 * Positions for labels that want to be at `wanted`, in the same order of size, at least `gap` apart, inside
 * [low, high]. Where they cannot all fit, the gap shrinks evenly.
 */
export const spread = (wanted: readonly number[], gap: number, low: number, high: number): readonly number[] => {
  const step = wanted.length < 2 ? gap : Math.min(gap, (high - low) / (wanted.length - 1));
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const inside = (block: Block): Block => {
    const half = ((block.members.length - 1) * step) / 2;
    return { ...block, centre: Math.min(Math.max(block.centre, low + half), high - half) };
  };
  const blocks: Block[] = [];
  for (const member of order) {
    let block = inside({ members: [member], centre: wanted[member] ?? 0 });
    for (let before = blocks.at(-1); before !== undefined; before = blocks.at(-1)) {
      const room = block.centre - before.centre - ((before.members.length + block.members.length) * step) / 2;
      if (room >= 0) break;
      blocks.pop();
      block = inside(merge(before, block));
    }
    blocks.push(block);
  }
  const places = [...wanted];
  for (const { members, centre } of blocks) {
    const first = centre - ((members.length - 1) * step) / 2;
    members.forEach((member, i) => {
      places[member] = first + i * step;
    });
  }
  return places;
};
