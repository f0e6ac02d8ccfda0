import { foldText } from '../reading/fold-text.ts';
import {
  contactRoles,
  recipientTypes,
  type ContactLimit,
  type ContactRole,
  type IysState,
  type RecipientType,
} from '../customers/customer.ts';
import { normalizePhone } from '../customers/normalize-phone.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { cellAt, type Cell, type TableLine } from '../runs/table/cell.ts';
import { forbiddenWordsInName } from '../words/forbidden-words.ts';
import { languages, type Language } from '../vocabulary/language.ts';
import {
  cellDateOf,
  datesOfColumns,
  type ColumnDates,
  iysSourceOf,
  iysStatusOf,
  limitsOf,
  momentsOf,
  taxNumberOf,
} from './read-cells.ts';
import { importFieldOf, type ImportField } from './header-words.ts';

/** What is wrong with a line; `field` is a column of ours. Nothing of what stands there is repeated. */
export interface LineProblem {
  line: number;
  /** The customer of the line; null: it names none. */
  ref: string | null;
  field: ImportField;
  code:
    | 'missing'
    | 'not_a_phone'
    | 'not_a_tax_number'
    | 'digits_lost'
    | 'unknown_unit'
    | 'unclear_number'
    | 'unknown_word'
    | 'not_a_date'
    /** Of a column with days first and months first. */
    | 'unclear_date'
    /** The registry took it before the person said it. */
    | 'before_said'
    | 'differs'
    | 'taken_twice'
    /** A name a customer would read, with a word that would tell of a check (domain R2). */
    | 'forbidden_word'
    | 'too_long'
    | 'refused';
}

/** A contact as a line has it; what its columns do not say is left out. */
export interface ReadContact {
  line: number;
  ref: string | null;
  name: string;
  phone: string;
  language?: Language;
  roles?: readonly ContactRole[];
  canBind?: boolean;
  limits?: readonly ContactLimit[];
  /** Moments are ISO instants. */
  iys?: Pick<IysState, 'status' | 'source'> & { saidAt: string; recordedAt: string };
}

export interface ReadCustomer {
  line: number;
  ref: string;
  name: string;
  language?: Language;
  recipientType?: RecipientType;
  taxNumber?: string;
  labels?: readonly string[];
  contacts: ReadContact[];
}

export type ImportColumns = ReadonlyMap<ImportField, number>;

/** Titles and logos stand above the headers. */
const maxLinesAbove = 25;

/** The line of headers among the first; null: none names a customer and a name. */
export const findColumns = (
  lines: readonly TableLine[],
): { columns: ImportColumns; dataFrom: number } | null => {
  for (const [index, { cells }] of lines.slice(0, maxLinesAbove).entries()) {
    const columns = new Map<ImportField, number>();
    for (const [column, { text }] of cells.entries()) {
      const field = importFieldOf(text);
      if (field !== null && !columns.has(field)) columns.set(field, column);
    }
    if (columns.has('ref') && columns.has('name')) return { columns, dataFrom: index + 1 };
  }
  return null;
};

const yes = new Set(['evet', 'e', 'var', 'true', '1', 'x', 'yes', 'y', 'نعم']);
const no = new Set(['hayir', 'h', 'yok', 'false', '0', 'no', 'n', 'لا', '-']);

const roleWords = new Map<string, ContactRole>(
  Object.entries({
    ...{ sahip: 'owner', sahibi: 'owner', patron: 'owner', onay: 'approve', mutabakat: 'reconcile' },
    ...{ fatura: 'invoice', rapor: 'reports', raporlar: 'reports', belge: 'documents', evrak: 'documents' },
    ...{ hepsi: 'all', tumu: 'all', kendisi: 'self' },
  } as const),
);

const recipientWords = new Map<string, RecipientType>(
  Object.entries({
    ...{ tacir: 'TACIR', tuzel: 'TACIR', kurumsal: 'TACIR', sirket: 'TACIR' },
    ...{ bireysel: 'BIREYSEL', sahis: 'BIREYSEL', gercek: 'BIREYSEL', tuketici: 'BIREYSEL' },
  } as const),
);

/** What books write where they know none: an end consumer, a buyer abroad. */
const standsForNobody: ReadonlySet<string> = new Set(['11111111111', '2222222222']);

const parts = (text: string): string[] =>
  text
    .split(/[,;/|]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** A number that a spreadsheet kept as one: without its zero or its plus, or in powers of ten with digits lost. */
export const phoneOf = ({ text }: Cell): { phone: string } | { problem: LineProblem['code'] } => {
  if (text === '') return { problem: 'missing' };
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text)) return { problem: 'digits_lost' };
  const digits = text.replace(/\.0+$/, '');
  const phone = normalizePhone(digits) ?? (/^\d{11,15}$/.test(digits) ? normalizePhone(`+${digits}`) : null);
  return phone === null ? { problem: 'not_a_phone' } : { phone };
};

/** The cells of a line by their fields; what is wrong with one is added to the problems. */
const cellsOf = (line: TableLine, columns: ImportColumns, problems: LineProblem[]) => {
  const cell = (field: ImportField): Cell => cellAt(line, columns.get(field));
  const text = (field: ImportField): string => cell(field).text;
  const wrong = (field: ImportField, code: LineProblem['code']): void => {
    problems.push({ line: line.line, ref: text('ref') || null, field, code });
  };
  /** Of a cell with something in it. */
  const valueOf = <T>(
    field: ImportField,
    readCell: (cell: Cell) => { value: T } | { problem: LineProblem['code'] },
  ): T | undefined => {
    if (text(field) === '') return undefined;
    const found = readCell(cell(field));
    if ('value' in found) return found.value;
    wrong(field, found.problem);
    return undefined;
  };
  const word = <T>(field: ImportField, find: (folded: string) => T | undefined): T | undefined =>
    valueOf(field, (written) => {
      const value = find(foldText(written.text));
      return value === undefined ? { problem: 'unknown_word' } : { value };
    });
  return { cell, text, wrong, valueOf, word };
};

/** Without any of them a line is of the customer alone. */
const aboutContact = ['phone', 'contactName', 'contactRef', 'iys'] as const;

const iysFields = ['iys', 'iysSource', 'iysSaidAt', 'iysRecordedAt'] as const;

/** What the registry of commercial messages has of the number (domain 5): the whole entry, or nothing. What lacks is never made up: it decides who may be written to. */
const iysOfLine = (
  { text, wrong, valueOf, word }: ReturnType<typeof cellsOf>,
  timeZone: string,
  datesOf: (field: ImportField) => ColumnDates,
): ReadContact['iys'] => {
  if (iysFields.every((field) => text(field) === '')) return undefined;
  for (const field of iysFields) if (text(field) === '') wrong(field, 'missing');
  const status = word('iys', iysStatusOf);
  const source = word('iysSource', iysSourceOf);
  const dateIn = (field: 'iysSaidAt' | 'iysRecordedAt') =>
    valueOf(field, (cell) => cellDateOf(cell, datesOf(field)));
  const said = dateIn('iysSaidAt');
  const recorded = dateIn('iysRecordedAt');
  if (status === undefined || source === undefined || said === undefined || recorded === undefined)
    return undefined;
  const [saidAt, recordedAt] = momentsOf(said, recorded, timeZone);
  if (recordedAt < saidAt) wrong('iysRecordedAt', 'before_said');
  return { status, source, saidAt, recordedAt };
};

/** Whose table it is: their units, and the clock its times are of. */
export interface TableOwner {
  own: OwnUnits;
  timeZone: string;
}

/** Customers of a table with everything that is wrong with it, line by line. Pure. */
export const readCustomers = (
  lines: readonly TableLine[],
  columns: ImportColumns,
  { own, timeZone }: TableOwner,
): { customers: ReadCustomer[]; problems: LineProblem[] } => {
  const problems: LineProblem[] = [];
  const customers = new Map<string, ReadCustomer>();
  const phones = new Map<string, string>();
  const datesOf = datesOfColumns(lines, columns, ['iysSaidAt', 'iysRecordedAt']);
  for (const line of lines) {
    const cells = cellsOf(line, columns, problems);
    const { cell, text, wrong, valueOf, word } = cells;
    const [ref, name] = [text('ref'), text('name')];
    if (ref === '') wrong('ref', 'missing');
    if (ref.length > 64) wrong('ref', 'too_long');
    if (name === '') wrong('name', 'missing');
    if (ref === '' || ref.length > 64 || name === '') continue;
    for (const field of ['name', 'contactName'] as const)
      if (forbiddenWordsInName(text(field)).length > 0) wrong(field, 'forbidden_word');
    const known = customers.get(ref);
    if (known !== undefined && known.name !== name) wrong('name', 'differs');
    const language = word('language', (folded) => languages.find((one) => one === folded));
    const recipientType = word(
      'recipientType',
      (folded) => recipientWords.get(folded) ?? recipientTypes.find((one) => one.toLowerCase() === folded),
    );
    const taxNumber = standsForNobody.has(text('taxNumber')) ? undefined : valueOf('taxNumber', taxNumberOf);
    if (taxNumber !== undefined && (known?.taxNumber ?? taxNumber) !== taxNumber)
      wrong('taxNumber', 'differs');
    const labels = parts(text('labels')).map((label) => foldText(label).replace(/\s+/g, '-'));
    const customer: ReadCustomer = known ?? {
      ...{ line: line.line, ref, name, contacts: [] },
      ...(language === undefined ? {} : { language }),
      ...(recipientType === undefined ? {} : { recipientType }),
      ...(columns.has('labels') ? { labels } : {}),
    };
    if (taxNumber !== undefined) customer.taxNumber ??= taxNumber;
    customers.set(ref, customer);
    const iys = iysOfLine(cells, timeZone, datesOf);
    if (aboutContact.every((field) => text(field) === '')) continue;
    const read = phoneOf(cell('phone'));
    if ('problem' in read) {
      wrong('phone', read.problem);
      continue;
    }
    const owner = phones.get(read.phone);
    if (owner !== undefined) {
      wrong('phone', 'taken_twice');
      continue;
    }
    phones.set(read.phone, ref);
    const roles = parts(text('roles')).map((role) => {
      const folded = foldText(role);
      const found = roleWords.get(folded) ?? contactRoles.find((one) => one === folded);
      if (found === undefined) wrong('roles', 'unknown_word');
      return found;
    });
    const canBind = word('canBind', (folded) =>
      yes.has(folded) ? true : no.has(folded) ? false : undefined,
    );
    const limits = valueOf('limits', (written) => limitsOf(written, own));
    customer.contacts.push({
      ...{ line: line.line, ref: text('contactRef') || null, name: text('contactName') || name },
      phone: read.phone,
      ...(language === undefined ? {} : { language }),
      ...(text('roles') === '' ? {} : { roles: [...new Set(roles.flatMap((role) => role ?? []))] }),
      ...(canBind === undefined ? {} : { canBind }),
      ...(limits === undefined ? {} : { limits }),
      ...(iys === undefined ? {} : { iys }),
    });
  }
  return { customers: [...customers.values()], problems };
};
