import type { RowProblem } from './run-row.ts';

/** Languages staff read; the console has these two. */
export type StaffLanguage = 'tr' | 'en';

type Texts = { readonly [language in StaffLanguage]: string };

/** Headers as the reading of tables recognises them: what was written here can be read here again. */
export const columnTitles = {
  row: { tr: 'Sıra', en: 'Row' },
  line: { tr: 'Dosya satırı', en: 'Line of file' },
  customer: { tr: 'Müşteri No', en: 'Customer No' },
  name: { tr: 'Müşteri Adı', en: 'Customer Name' },
  account: { tr: 'Hesap No', en: 'Account No' },
  unit: { tr: 'Birim', en: 'Unit' },
  amount: { tr: 'Tutar', en: 'Amount' },
  side: { tr: 'B/A', en: 'Side' },
  contact: { tr: 'Yetkili', en: 'Contact' },
  language: { tr: 'Dil', en: 'Language' },
  reference: { tr: 'Mektup No', en: 'Letter No' },
  periodEnd: { tr: 'Dönem Sonu', en: 'Period End' },
  form: { tr: 'Form', en: 'Form' },
  documents: { tr: 'Belge sayısı', en: 'Documents' },
  reason: { tr: 'Neden gönderilemez', en: 'Why it cannot go' },
  version: { tr: 'Sürüm', en: 'Version' },
  state: { tr: 'Sonuç', en: 'Outcome' },
  answer: { tr: 'Yanıt', en: 'Answer' },
  ownAmount: { tr: 'Müşterinin tutarı', en: 'Their amount' },
  ownSide: { tr: 'Müşterinin B/A', en: 'Their side' },
  difference: { tr: 'Fark', en: 'Difference' },
  explanation: { tr: 'Açıklama', en: 'Explanation' },
  person: { tr: 'Yazılan kişi', en: 'Person' },
  handedAt: { tr: 'Gönderim', en: 'Sent' },
  closedAt: { tr: 'Kapanış', en: 'Closed' },
  request: { tr: 'Talep', en: 'Request' },
  decision: { tr: 'Kanıt (karar no)', en: 'Evidence (decision)' },
  contentHash: { tr: 'Kararın içerik özeti (SHA-256)', en: 'Content hash of the decision (SHA-256)' },
  letters: { tr: 'Mektup', en: 'Letters' },
  share: { tr: 'Oran', en: 'Share' },
  debit: { tr: 'Borç', en: 'Debit' },
  credit: { tr: 'Alacak', en: 'Credit' },
  shareOfDebit: { tr: 'Borcun oranı', en: 'Share of debit' },
  shareOfCredit: { tr: 'Alacağın oranı', en: 'Share of credit' },
} as const satisfies Record<string, Texts>;

/** Why a row cannot go, for the people who can do something about it. */
export const problemTexts: { readonly [problem in RowProblem]: Texts } = {
  customer_missing: { tr: 'Müşteri numarası yok', en: 'There is no customer number' },
  unit_unknown: { tr: 'Birim tanınmadı', en: 'The unit is not known' },
  amount_missing: { tr: 'Tutar yok', en: 'There is no amount' },
  amount_unreadable: { tr: 'Tutar okunamadı', en: 'The amount cannot be read' },
  amount_ambiguous: {
    tr: 'Tutar iki türlü okunabilir (1.250: bin iki yüz elli mi, bir virgül iki yüz elli mi?)',
    en: 'The amount can be read in two ways (1.250: thousands or decimals?)',
  },
  amount_too_precise: {
    tr: 'Tutarın ondalık basamağı biriminkinden fazla',
    en: 'The amount has more decimals than its unit keeps',
  },
  side_unclear: { tr: 'Borç mu alacak mı belli değil', en: 'Debit or credit is not clear' },
  language_unknown: { tr: 'Dil tanınmadı', en: 'The language is not known' },
  period_unreadable: { tr: 'Tarih okunamadı', en: 'The date cannot be read' },
  form_unclear: { tr: 'Ba mı Bs mi belli değil', en: 'Ba or Bs is not clear' },
  documents_unreadable: { tr: 'Belge sayısı okunamadı', en: 'The number of documents cannot be read' },
  unit_twice: { tr: 'Aynı birim iki kez yazılmış', en: 'A unit stands there twice' },
  contact_unclear: {
    tr: 'Aynı hesap için iki ayrı yetkili yazılmış',
    en: 'Two contacts are named for one account',
  },
  customer_unknown: { tr: 'Müşteri kayıtlarda yok', en: 'The customer is not in the books' },
  no_contact: {
    tr: 'Mutabakat için yazılacak kişi yok',
    en: 'There is nobody to write to about reconciliations',
  },
  contact_unknown: {
    tr: 'Yetkili bu müşterinin kişileri arasında yok',
    en: 'The contact is none of the customer',
  },
  nobody_may_bind: {
    tr: 'Bu tutarlar için onay yetkisi olan kimse yok',
    en: 'Nobody has the right to bind the customer for these amounts',
  },
  stopped: { tr: 'Kişi mesajları durdurdu', en: 'The person stopped messages' },
  unreachable: { tr: 'Numara başkasına ait çıktı', en: 'The number turned out to be somebody else’s' },
  letter_open: { tr: 'Aynı mektup yanıt bekliyor', en: 'The same letter waits for an answer' },
  already_agreed: { tr: 'Aynı bakiyelerde mutabık kalındı', en: 'The same balances were agreed to' },
  letter_twice: { tr: 'Bu çalıştırmada aynı mektup iki kez var', en: 'The run has the same letter twice' },
  not_sendable: {
    tr: 'Hesap, referans veya tutar geçerli değil',
    en: 'Account, reference or amount is not valid',
  },
  customer_words: {
    tr: 'Müşteri numarasında müşteriye yazılamayacak bir sözcük var',
    en: 'The customer number holds a word that no text to a customer may',
  },
  account_words: {
    tr: 'Hesap numarasında müşteriye yazılamayacak bir sözcük var',
    en: 'The account number holds a word that no text to a customer may',
  },
  reference_words: {
    tr: 'Mektup numarasında müşteriye yazılamayacak bir sözcük var',
    en: 'The letter number holds a word that no text to a customer may',
  },
  name_words: {
    tr: 'Müşterinin ya da yetkilinin kayıtlardaki adında müşteriye yazılamayacak bir sözcük var',
    en: 'The name of the customer or contact in the books holds a word that no text to a customer may',
  },
};

/** How a row stands; an outcome without words is told by its code. */
export const stateTexts: { readonly [state in string]?: Texts } = {
  error: { tr: 'Gönderilemez', en: 'Cannot go' },
  ready: { tr: 'Gönderilecek', en: 'To be sent' },
  excluded: { tr: 'Hariç tutuldu', en: 'Left out' },
  handing: { tr: 'Gönderiliyor', en: 'On its way' },
  handed: { tr: 'Gönderiliyor', en: 'On its way' },
  cancelled: { tr: 'Gönderilmeden durduruldu', en: 'Stopped before it went' },
  failed: { tr: 'Gönderilemedi', en: 'Not sent' },
  open: { tr: 'Yanıt bekleniyor', en: 'Waits for an answer' },
  agreed: { tr: 'Mutabık', en: 'Agreed' },
  agreed_partial: { tr: 'Kısmen mutabık', en: 'Partly agreed' },
  disagreed: { tr: 'Mutabık değil', en: 'Disagreed' },
  no_response: { tr: 'Yanıtsız', en: 'No answer' },
  undeliverable: { tr: 'Ulaştırılamadı', en: 'Not delivered' },
  superseded: { tr: 'Yerine yenisi geçti', en: 'Superseded' },
  withdrawn: { tr: 'Geri çekildi', en: 'Withdrawn' },
};

/** What came of one balance. */
export const answerTexts = {
  agreed: { tr: 'Mutabık', en: 'Agreed' },
  disagreed: { tr: 'Mutabık değil', en: 'Disagreed' },
  unanswered: { tr: 'Yanıtsız', en: 'No answer' },
  undelivered: { tr: 'Ulaşmadı', en: 'Not delivered' },
  unsent: { tr: 'Gönderilmedi', en: 'Not sent' },
} as const satisfies Record<string, Texts>;

/** Titles of the parts of a report. */
export const reportTexts = {
  title: { tr: 'Mutabakat raporu', en: 'Reconciliation report' },
  rows: { tr: 'Mektuplar', en: 'Letters' },
  summary: { tr: 'Özet', en: 'Summary' },
  perUnit: { tr: 'Birim başına', en: 'Per unit' },
  period: { tr: 'Bakiye tarihi', en: 'Balances of' },
  made: { tr: 'Rapor tarihi', en: 'Made on' },
  by: { tr: 'Hazırlayan', en: 'Made by' },
  page: { tr: 'Sayfa', en: 'Page' },
} as const satisfies Record<string, Texts>;
