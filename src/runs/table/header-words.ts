import { foldText } from '../../reading/fold-text.ts';

/** What a column may hold. `debit` and `credit` are the two amounts of a ledger; `amount` is one amount with its side or sign. */
export const tableFields = [
  'customer',
  'name',
  'account',
  'unit',
  'amount',
  'debit',
  'credit',
  'side',
  'contact',
  'language',
  'reference',
  'periodEnd',
  'form',
  'documents',
] as const;
export type TableField = (typeof tableFields)[number];

const list = (words: string): readonly string[] => words.split('|').map((word) => word.trim());

/** Names of columns as Turkish and English programs write them, folded (`foldText`). */
const words: { readonly [field in TableField]: readonly string[] } = {
  customer: list(
    'musteri no|musteri numarasi|musteri kodu|musteri|musteri id|cari kodu|cari kod|cari no|cari numarasi|cari|firma kodu|firma no|' +
      'customer no|customer number|customer id|customer code|customer ref|customer|client|client no|client code|partner|partner no',
  ),
  name: list(
    'musteri adi|musteri unvani|unvan|unvani|ticari unvan|cari adi|cari unvan|cari unvani|firma|firma adi|ad soyad|adi soyadi|adi|isim|' +
      'customer name|company|company name|title|name',
  ),
  account: list(
    'hesap|hesap no|hesap numarasi|hesap kodu|cari hesap|cari hesap no|cari hesap kodu|muhasebe kodu|muhasebe hesap kodu|' +
      'account|account no|account number|account code|ledger account',
  ),
  unit: list(
    'birim|birimi|para birimi|doviz|doviz cinsi|doviz kodu|doviz turu|cins|cinsi|pb|unit|currency|currency code|curr|ccy|commodity',
  ),
  amount: list(
    'tutar|tutari|bakiye|bakiyesi|net bakiye|son bakiye|bakiye tutari|miktar|miktari|amount|balance|closing balance|net balance|quantity|qty|value',
  ),
  debit: list(
    'borc|borc bakiye|borc bakiyesi|borc tutari|borc tutar|bakiye borc|borclu|toplam borc|debit|debit balance|debit amount|balance debit|dr',
  ),
  credit: list(
    'alacak|alacak bakiye|alacak bakiyesi|alacak tutari|alacak tutar|bakiye alacak|alacakli|toplam alacak|credit|credit balance|' +
      'credit amount|balance credit|cr',
  ),
  side: list(
    'b a|ba|yon|yonu|taraf|borc alacak|borc mu alacak mi|bakiye yonu|bakiye turu|bakiye tipi|bakiye b a|side|direction|dr cr|d c|debit credit|' +
      'balance side',
  ),
  contact: list(
    'yetkili|ilgili|ilgili kisi|kisi|kisi kodu|muhatap|yetkili kisi|irtibat|contact|contact id|contact ref|contact person|contact name|attention',
  ),
  language: list('dil|lisan|dil kodu|language|lang|language code'),
  reference: list(
    'mektup no|mektup|mutabakat no|referans|referans no|letter no|letter id|letter|reference|reference no|ref',
  ),
  form: list('form|form turu|ba bs|babs|beyan|beyan turu|bildirim|bildirim formu|declaration'),
  documents: list(
    'belge sayisi|belge adedi|fatura sayisi|fatura adedi|adet|adedi|sayi|documents|document count|number of documents|invoices|invoice count|count',
  ),
  periodEnd: list(
    'donem sonu|donem|tarih|bakiye tarihi|mutabakat tarihi|period end|period|as of|as of date|date|balance date',
  ),
};

const fieldOf = new Map<string, TableField>();
for (const field of tableFields) for (const word of words[field]) fieldOf.set(word, field);

/** A header as it is compared: «Müşteri No.» and «MUSTERI NO» are one. */
export const foldHeader = (text: string): string => foldText(text.replace(/[/\\_.:()[\]#*-]+/g, ' '));

/** The field a header names; null: none we know. */
export const fieldOfHeader = (header: string): TableField | null => fieldOf.get(foldHeader(header)) ?? null;
