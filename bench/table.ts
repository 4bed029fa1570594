// Prints rows in columns: words to the left, figures to the right.

export type Cell = string | number | undefined;

const textOf = (cell: Cell): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? String(cell) : cell.toFixed(cell < 10 ? 2 : 1);
};

/** One line for the head, one for each row. */
export function formatTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [head, ...rows.map((row) => row.map(textOf))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const isFigure = head.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  return texts
    .map((row) =>
      widths
        .map((width, column) => {
          const text = row[column] ?? '';
          return isFigure[column] ? text.padStart(width) : text.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
