// Tables for people: the first column to the left, numbers to the right.

/** `columns`: `[{ title, of(row) }]`; what is null shows as a dash. */
export const table = (columns, rows) => {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ of }) => String(of(row) ?? '–'))),
  ];
  const widths = columns.map((_, n) => Math.max(...cells.map((line) => line[n].length)));
  return cells
    .map((line) =>
      line.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join('  '),
    )
    .join('\n');
};

/** With so many decimals; null stays null. */
export const fixed = (number, decimals = 0) => (number === null ? null : number.toFixed(decimals));
