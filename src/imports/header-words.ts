import { foldHeader } from '../runs/table/header-words.ts';

/** What a column of a list of customers may hold. */
export const importFields = [
  'ref',
  'name',
  'contactRef',
  'contactName',
  'phone',
  'language',
  'roles',
  'canBind',
  'limits',
  'recipientType',
  'taxNumber',
  'labels',
  'iys',
  'iysSource',
  'iysSaidAt',
  'iysRecordedAt',
] as const;
export type ImportField = (typeof importFields)[number];

const list = (words: string): readonly string[] => words.split('|').map((word) => word.trim());

/** Names of columns as Turkish and English programs write them, folded (`foldHeader`). */
const words: { readonly [field in ImportField]: readonly string[] } = {
  ref: list(
    'musteri no|musteri numarasi|musteri kodu|cari kodu|cari kod|cari no|hesap kodu|firma kodu|kod|kodu|' +
      'customer no|customer number|customer id|customer code|customer ref|code|ref',
  ),
  name: list(
    'musteri adi|musteri unvani|musteri|unvan|unvani|ticari unvan|cari adi|cari unvan|cari unvani|firma|firma adi|' +
      'customer name|customer|company|company name|name',
  ),
  contactRef: list('yetkili kodu|kisi kodu|yetkili no|contact id|contact ref|contact code|contact no'),
  contactName: list(
    'yetkili|yetkili adi|yetkili kisi|ilgili|ilgili kisi|ad soyad|adi soyadi|kisi|irtibat|contact|contact name|contact person|full name',
  ),
  phone: list(
    'telefon|telefon no|telefon numarasi|tel|tel no|cep|cep telefonu|cep tel|gsm|gsm no|mobil|whatsapp|whatsapp no|phone|phone number|mobile|mobile phone|mobile number',
  ),
  language: list('dil|lisan|dil kodu|language|lang'),
  roles: list('rol|roller|yetki|yetkiler|gorev|role|roles'),
  canBind: list('imza yetkisi|imza yetkilisi|baglayici|onay yetkisi|can bind|binding|authorised|authorized'),
  // A limit alone is one of credit: it would say what somebody may approve.
  limits: list('onay limiti|onay limitleri|yetki limiti|yetki limitleri|approval limit|approval limits'),
  recipientType: list('alici tipi|alici turu|musteri tipi|musteri turu|recipient type|customer type'),
  taxNumber: list(
    'vergi no|vergi numarasi|vergi kimlik no|vergi kimlik numarasi|vkn|vkn tckn|vkn/tckn|tckn|tc kimlik no|tc no|tax number|tax no|tax id',
  ),
  labels: list('etiket|etiketler|grup|gruplar|label|labels|tags'),
  // A date of registration alone is that of the customer.
  iys: list(
    'iys|iys durumu|iys durum|iys izni|iys onayi|iys izin durumu|ticari ileti izni|ticari ileti onayi|iys status|iys consent|marketing consent',
  ),
  iysSource: list(
    'iys kaynak|iys kaynagi|iys izin kaynagi|izin kaynagi|onay kaynagi|iys source|consent source',
  ),
  iysSaidAt: list(
    'iys tarihi|iys izin tarihi|iys onay tarihi|izin tarihi|ileti izin tarihi|iys date|iys consent date|consent date|iys said at',
  ),
  iysRecordedAt: list(
    'iys kayit tarihi|iys kayit|iys ye kayit tarihi|iys olusturma tarihi|iys yukleme tarihi|iys recorded at|iys record date|iys registration date',
  ),
};

const fieldOf = new Map<string, ImportField>();
for (const field of importFields) for (const word of words[field]) fieldOf.set(word, field);

/** The field a header names; null: none we know. */
export const importFieldOf = (header: string): ImportField | null => fieldOf.get(foldHeader(header)) ?? null;
