import { defaultFileLimits, type FileLimits, type FileRules } from '../files/file-rules.ts';
import type { FileRecord } from '../files/file-record.ts';

const pdf = 'application/pdf';
const jpeg = 'image/jpeg';
const png = 'image/png';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const csv = 'text/csv';

/** One row of domain 8.4. */
export interface DocumentKind {
  /** `link`: by the secure upload page only; `chat`: also as an attachment in the chat. */
  way: 'chat' | 'link';
  acceptedMime: readonly string[];
  /**
   * Shows who a person is and where they live: the sentence about identity documents is for these alone (domain 9.3). What
   * strays into the chat is never stored whatever it is, as long as its way is `link` (domain R25).
   */
  isIdentity: boolean;
}

const byChat = (...acceptedMime: readonly string[]): DocumentKind => ({
  way: 'chat',
  acceptedMime,
  isIdentity: false,
});
const byLink = (...acceptedMime: readonly string[]): DocumentKind => ({
  way: 'link',
  acceptedMime,
  isIdentity: false,
});
const identity = (...acceptedMime: readonly string[]): DocumentKind => ({
  way: 'link',
  acceptedMime,
  isIdentity: true,
});

/** Documents usually requested, by `document_code` (domain 8.4). */
export const documentKinds: Readonly<Record<string, DocumentKind>> = {
  vergi_levhasi: byChat(pdf, jpeg, png),
  imza_sirkuleri: byLink(pdf, jpeg, png),
  imza_beyannamesi: byLink(pdf, jpeg, png),
  sicil_gazetesi: byChat(pdf),
  faaliyet_belgesi: byChat(pdf),
  oda_kayit: byChat(pdf),
  kuyum_yetki_belgesi: byChat(pdf, jpeg),
  kimlik: identity(pdf, jpeg, png),
  ikametgah: identity(pdf),
  adres_faturasi: byChat(pdf, jpeg),
  gercek_faydalanici: byLink(pdf),
  vekaletname: byLink(pdf),
  dekont: byChat(pdf, jpeg, png),
  karsi_ekstre: byChat(pdf, xlsx, csv, jpeg),
  gider_pusulasi: byLink(pdf, jpeg),
  kanal_delil_sozlesmesi: byLink(pdf),
  cari_hesap_sozlesmesi: byLink(pdf),
};

/** Null: a code that is not in the table. */
export const documentKindOf = (documentCode: string): DocumentKind | null =>
  Object.hasOwn(documentKinds, documentCode) ? (documentKinds[documentCode] ?? null) : null;

/** For a file nobody asked for, and for a code that is not in the table: what staff can look at. */
const general = byChat(pdf, jpeg, png);

const linkOnlyTypes: readonly string[] = [csv];

/**
 * What may be sent for a requested document. `acceptedMime` and `maxBytes` are those of the request and can only narrow the
 * table and the deployment's limits. In the chat, documents of the way `link` are barred altogether, and so is CSV, which
 * cannot be told by its content (domain 8.4).
 */
export const fileRulesFor = ({
  documentCode,
  source,
  acceptedMime,
  maxBytes,
  limits = defaultFileLimits,
}: {
  documentCode: string | null;
  source: FileRecord['source'];
  acceptedMime?: readonly string[] | null;
  maxBytes?: number | null;
  limits?: FileLimits;
}): FileRules => {
  const known = documentCode === null ? null : documentKindOf(documentCode);
  const kind = known ?? general;
  const asked = acceptedMime ?? kind.acceptedMime;
  const narrowed = known === null ? asked : asked.filter((mime) => kind.acceptedMime.includes(mime));
  return {
    acceptedMime: narrowed.filter((mime) => source === 'link' || !linkOnlyTypes.includes(mime)),
    maxBytes: Math.min(maxBytes ?? limits.defaultBytes, limits.absoluteBytes),
    maxImageBytes: limits.imageBytes,
    maxPages: limits.pages,
    maxPixels: limits.pixels,
    barred: source === 'chat' && kind.way === 'link' ? 'identity_in_chat' : null,
  };
};
