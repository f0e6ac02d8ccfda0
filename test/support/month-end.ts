import writeSheet from 'write-excel-file/node';

/**
 * A spreadsheet of balances as a business keeps it: a title above the headers, a heading nobody knows over the amounts, one customer that is
 * not in the books and one unit that is none.
 */
export const tableOfLetters = (letters: number, refOf: (n: number) => string): Promise<Buffer> => {
  const lines = Array.from({ length: letters - 1 }, (_unused, index) => {
    const n = index + 2;
    const unit = n % 3 === 0 ? 'Has altın' : 'TL';
    return [
      refOf(n),
      `Kuyumcu ${String(n)}`,
      n === letters ? 'kilo' : unit,
      `${String(n)}.250,50`,
      n % 5 === 0 ? 'A' : 'B',
    ];
  });
  const rows = [
    ['Ekim 2026 cari bakiyeler'],
    ['Müşteri No', 'Müşteri Adı', 'Birim', 'Kapanış rakamı', 'B/A'],
    ['YOK-1', 'Bilinmeyen', 'TL', '1.250,50', 'B'],
    ...lines,
  ];
  return writeSheet(rows).toBuffer();
};
