import { foldText } from '../reading/fold-text.ts';
import { contactRoles, recipientTypes, type ContactRole, type RecipientType } from '../customers/customer.ts';
import { normalizePhone } from '../customers/normalize-phone.ts';
import { cellAt, type Cell, type TableLine } from '../runs/table/cell.ts';
import { languages, type Language } from '../vocabulary/language.ts';
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
    | 'digits_lost'
    | 'unknown_word'
    | 'differs'
    | 'taken_twice'
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
}

export interface ReadCustomer {
  line: number;
  ref: string;
  name: string;
  language?: Language;
  recipientType?: RecipientType;
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

const roleWords: Readonly<Record<string, ContactRole>> = {
  ...{ sahip: 'owner', sahibi: 'owner', patron: 'owner', onay: 'approve', mutabakat: 'reconcile' },
  ...{ fatura: 'invoice', rapor: 'reports', raporlar: 'reports', belge: 'documents', evrak: 'documents' },
  ...{ hepsi: 'all', tumu: 'all', kendisi: 'self' },
};

const recipientWords: Readonly<Record<string, RecipientType>> = {
  ...{ tacir: 'TACIR', tuzel: 'TACIR', kurumsal: 'TACIR', sirket: 'TACIR' },
  ...{ bireysel: 'BIREYSEL', sahis: 'BIREYSEL', gercek: 'BIREYSEL', tuketici: 'BIREYSEL' },
};

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

/** Customers of a table with everything that is wrong with it, line by line. Pure. */
export const readCustomers = (
  lines: readonly TableLine[],
  columns: ImportColumns,
): { customers: ReadCustomer[]; problems: LineProblem[] } => {
  const problems: LineProblem[] = [];
  const customers = new Map<string, ReadCustomer>();
  const phones = new Map<string, string>();
  for (const line of lines) {
    const cell = (field: ImportField): Cell => cellAt(line, columns.get(field));
    const text = (field: ImportField): string => cell(field).text;
    const wrong = (field: ImportField, code: LineProblem['code']): void => {
      problems.push({ line: line.line, ref: text('ref') || null, field, code });
    };
    const word = <T>(field: ImportField, find: (folded: string) => T | undefined): T | undefined => {
      if (text(field) === '') return undefined;
      const found = find(foldText(text(field)));
      if (found === undefined) wrong(field, 'unknown_word');
      return found;
    };
    const [ref, name] = [text('ref'), text('name')];
    if (ref === '') wrong('ref', 'missing');
    if (ref.length > 64) wrong('ref', 'too_long');
    if (name === '') wrong('name', 'missing');
    if (ref === '' || ref.length > 64 || name === '') continue;
    const known = customers.get(ref);
    if (known !== undefined && known.name !== name) wrong('name', 'differs');
    const language = word('language', (folded) => languages.find((one) => one === folded));
    const recipientType = word(
      'recipientType',
      (folded) => recipientWords[folded] ?? recipientTypes.find((one) => one.toLowerCase() === folded),
    );
    const labels = parts(text('labels')).map((label) => foldText(label).replace(/\s+/g, '-'));
    const customer: ReadCustomer = known ?? {
      ...{ line: line.line, ref, name, contacts: [] },
      ...(language === undefined ? {} : { language }),
      ...(recipientType === undefined ? {} : { recipientType }),
      ...(columns.has('labels') ? { labels } : {}),
    };
    customers.set(ref, customer);
    if (text('phone') === '' && text('contactName') === '' && text('contactRef') === '') continue;
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
      const found = roleWords[folded] ?? contactRoles.find((one) => one === folded);
      if (found === undefined) wrong('roles', 'unknown_word');
      return found;
    });
    const canBind = word('canBind', (folded) =>
      yes.has(folded) ? true : no.has(folded) ? false : undefined,
    );
    customer.contacts.push({
      ...{ line: line.line, ref: text('contactRef') || null, name: text('contactName') || name },
      phone: read.phone,
      ...(language === undefined ? {} : { language }),
      ...(text('roles') === '' ? {} : { roles: [...new Set(roles.flatMap((role) => role ?? []))] }),
      ...(canBind === undefined ? {} : { canBind }),
    });
  }
  return { customers: [...customers.values()], problems };
};
