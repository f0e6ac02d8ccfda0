import { hasActiveCells, looksLikeCsv, maxCsvBytes } from '../../../src/files/check-csv.ts';

const isActive = (text: string): boolean => hasActiveCells(Buffer.from(text));

describe('a table that would start a program', () => {
  it.each([
    ['after a semicolon', "a;b\n1;=cmd|' /C calc'!A0"],
    ['as the first cell', "=cmd|' /C calc'!A0,x"],
    ['behind a byte order mark and spaces', "\uFEFF \u00A0=cmd|'/c calc'!A0;b"],
    ['in quotes', 'a;"=cmd|\'/c calc\'!A0";b'],
    ['in quotes behind a space', 'a; "=cmd|\'/c calc\'!A0";b'],
    ['in quotes with separators inside', 'a;"=cmd|\'/c calc;x,y\'!A0";b'],
    ['with commas where semicolons separate', "a;@SUM(1,1)*cmd|'/c calc,x'!A0;b"],
    ['in quotes with quotes inside', 'a;"=cmd|""/c calc;x""!A0";b'],
    ['over two lines in quotes', 'a,"=cmd|\'/c\ncalc\'!A0",b'],
    ['behind a quote in the middle of a cell', "a;x\"=cmd|' /C calc'!A0"],
    ['begun with plus', "+1|'x'!A"],
    ['begun with minus', "a\t-1|'x'!A"],
    ['begun with at', "a,@x|'x'!A"],
    ['begun in full width', "a,＝cmd|'x'!A"],
  ])('the call stands %s: active', (_, text) => {
    expect(isActive(text)).toBe(true);
  });

  it.each([
    ['figures and phone numbers', 'tarih;tutar\r\n01.10.2026;-12,50\r\n+90 500;="001"\r\n'],
    ['a bar and a mark in different cells', '-12|50;not!\n-7;A|B;c!'],
    ['a bar and a mark without a formula', 'a;Altın | gümüş!;c'],
    ['the mark before the bar', 'a;=A1!B|C;d'],
    ['a quoted figure, then words', '"-12,50";"A | B!"\n'],
    ['an amount, then words with a bar, and another separator', '-12,50;Altın | gümüş;Sağ olun!\n'],
    ['nothing', ''],
  ])('%s: not active', (_, text) => {
    expect(isActive(text)).toBe(false);
  });

  // Each took time with the square of its length or worse when cells were found by patterns that step back.
  it.each([
    [',\n', false],
    ['"=|', false],
    ['=|,', false],
    ['=', false],
    ['=|', false],
    [' ', false],
    ['"', false],
    ['" ', false],
    [';=cmd|x\n', false],
    ['<', false],
    ['< ', false],
    ['"=|!', true],
  ])('5 MB of %j behind a bar and a mark: answered', (piece, expected) => {
    const text = piece.repeat(Math.floor((maxCsvBytes - 10) / piece.length));
    expect(isActive(`!|\n${text}`)).toBe(expected);
    expect(looksLikeCsv(Buffer.from(`a;b\n${text}`))).toBe(true);
  });
});
