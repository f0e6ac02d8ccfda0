import type { AgreementWarning } from '../vocabulary/agreement.ts';
import type { StaffLanguage } from './export-texts.ts';

type Texts = { readonly [language in StaffLanguage]: string };

/** What became of a request or was decided about it, as the console says it (a test holds them equal). */
const outcomes: Readonly<Record<string, Texts>> = {
  agreed: { tr: 'mutabık', en: 'agreed' },
  agreed_partial: { tr: 'kısmen mutabık', en: 'partly agreed' },
  disagreed: { tr: 'mutabık değil', en: 'disagreed' },
  forwarded_unauthorised: { tr: 'yetkili yok', en: 'nobody may bind' },
  no_response: { tr: 'yanıt yok', en: 'no answer' },
  superseded: { tr: 'yenisiyle değişti', en: 'superseded' },
  withdrawn: { tr: 'geri çekildi', en: 'withdrawn' },
  approved: { tr: 'onaylandı', en: 'approved' },
  rejected: { tr: 'reddedildi', en: 'rejected' },
  expired: { tr: 'süresi doldu', en: 'expired' },
  objected: { tr: 'itiraz edildi', en: 'objected' },
  cancelled: { tr: 'iptal edildi', en: 'cancelled' },
  portal_accepted: { tr: 'portalda kabul', en: 'accepted on the portal' },
  portal_rejected: { tr: 'portalda ret', en: 'rejected on the portal' },
  accepted: { tr: 'kabul edildi', en: 'accepted' },
  refused: { tr: 'verilmedi', en: 'refused' },
  rejected_type: { tr: 'yanlış tür', en: 'wrong type' },
  rejected_quality: { tr: 'okunmuyor', en: 'unreadable' },
  expired_document: { tr: 'geçersiz belge', en: 'out of date' },
  not_received: { tr: 'gelmedi', en: 'not received' },
  positive: { tr: 'olumlu', en: 'positive' },
  neutral: { tr: 'nötr', en: 'neutral' },
  negative: { tr: 'olumsuz', en: 'negative' },
  no_answer: { tr: 'yanıtsız', en: 'no answer' },
  delivered: { tr: 'iletildi', en: 'delivered' },
  link_expired: { tr: 'bağlantı süresi doldu', en: 'link expired' },
  refused_identity: { tr: 'kimlik doğrulanmadı', en: 'identity not proved' },
  disputed: { tr: 'itiraz var', en: 'disputed' },
  muted: { tr: 'sessize alındı', en: 'muted' },
  paid: { tr: 'ödendi', en: 'paid' },
  open_dispute: { tr: 'fark açık', en: 'difference open' },
  agreed_difference: { tr: 'farkta anlaşıldı', en: 'difference agreed' },
  confirmed: { tr: 'doğrulandı', en: 'confirmed' },
  denied: { tr: 'reddetti', en: 'denied' },
  answered: { tr: 'yanıtlandı', en: 'answered' },
  extended: { tr: 'süre uzatıldı', en: 'extended' },
  undeliverable: { tr: 'ulaşılamadı', en: 'undeliverable' },
  closed: { tr: 'sonuçlandı', en: 'closed' },
  // Of one of two people; only decisions have it.
  approved_first: { tr: 'onaylandı (iki kişiden biri)', en: 'approved (one of two)' },
};

const kinds: Readonly<Record<string, Texts>> = {
  reconciliation: { tr: 'Mutabakat', en: 'Reconciliation' },
  approval: { tr: 'Onay', en: 'Approval' },
  document: { tr: 'Belge', en: 'Document' },
  feedback: { tr: 'Geri bildirim', en: 'Feedback' },
  notice: { tr: 'Bildirim', en: 'Notice' },
};

/** Of `authority.warnings`. */
const warnings: Readonly<Record<AgreementWarning, Texts>> = {
  agreement_missing: {
    tr: 'o gün geçerli delil sözleşmesi yok',
    en: 'no agreement on evidence held on that day',
  },
  agreement_expired: { tr: 'delil sözleşmesinin süresi dolmuş', en: 'the agreement on evidence had ended' },
  person_not_named: { tr: 'sözleşmede bu kişi yok', en: 'the agreement does not name this person' },
  number_not_named: { tr: 'sözleşmede başka bir numarası var', en: 'the agreement names another number' },
  above_agreed_limit: { tr: 'sözleşmedeki sınırın üstünde', en: 'above the limit in the agreement' },
};

/** In words; one that has none as it is. */
export const outcomeWord = (code: string, language: StaffLanguage): string =>
  outcomes[code]?.[language] ?? code;

export const warningWord = (code: string, language: StaffLanguage): string =>
  (warnings as Readonly<Record<string, Texts | undefined>>)[code]?.[language] ?? code;

export const kindWord = (kind: string, language: StaffLanguage): string => kinds[kind]?.[language] ?? kind;

export const evidenceTexts = {
  title: { tr: 'Kanıt dosyası', en: 'Evidence' },
  request: { tr: 'Talep', en: 'Request' },
  reference: { tr: 'Referans', en: 'Reference' },
  version: { tr: 'sürüm', en: 'version' },
  customer: { tr: 'Müşteri', en: 'Customer' },
  account: { tr: 'Hesap', en: 'Account' },
  opened: { tr: 'Açılış', en: 'Opened' },
  due: { tr: 'Son yanıt', en: 'Answer by' },
  closed: { tr: 'Kapanış', en: 'Closed' },
  outcome: { tr: 'Sonuç', en: 'Outcome' },
  open: { tr: 'yanıt bekliyor', en: 'waits for an answer' },
  objection: { tr: 'TTK 94 süresinin son günü', en: 'Last day of the term of TTK 94' },
  asked: { tr: 'Ne soruldu', en: 'What was asked' },
  document: { tr: 'Eklenen belge', en: 'Document' },
  content: { tr: 'İçeriğin özeti (SHA-256)', en: 'Hash of the content (SHA-256)' },
  decision: { tr: 'Karar', en: 'Decision' },
  noDecision: { tr: 'Karar verilmedi.', en: 'Nothing was decided.' },
  corrects: { tr: 'Yerini aldığı karar', en: 'In the place of' },
  who: { tr: 'Kim', en: 'Who' },
  number: { tr: 'Numara', en: 'Number' },
  since: { tr: 'kayıtlı, başlangıç', en: 'on file since' },
  proved: { tr: 'Kodla kanıtladı', en: 'Proved by a code' },
  profile: { tr: 'WhatsApp adı (doğrulanmamış)', en: 'Name in WhatsApp (unverified)' },
  roles: { tr: 'Roller', en: 'Roles' },
  mayBind: { tr: 'firmayı bağlayabilir', en: 'may bind the firm' },
  mayNotBind: { tr: 'firmayı bağlayamaz', en: 'may not bind the firm' },
  limits: { tr: 'Sınırlar', en: 'Limits' },
  agreement: { tr: 'Delil sözleşmesi', en: 'Agreement on evidence' },
  contract: { tr: 'Cari hesap sözleşmesi', en: 'Current-account contract' },
  none: { tr: 'yok', en: 'none' },
  warnings: { tr: 'Eksikler', en: 'What it lacks' },
  shown: { tr: 'Gösterilen metin', en: 'What was shown' },
  template: { tr: 'Şablon', en: 'Template' },
  answered: { tr: 'Yanıt', en: 'The answer' },
  byButton: { tr: 'düğmeyle', en: 'by a button' },
  byWords: { tr: 'yazarak', en: 'in words' },
  sentAt: { tr: 'gönderildi', en: 'sent' },
  receivedAt: { tr: 'alındı', en: 'received' },
  read: { tr: 'Nasıl okundu', en: 'How it was read' },
  confirmed: { tr: 'Özet onaylandı', en: 'Recap confirmed' },
  perUnit: { tr: 'Birim birim', en: 'Unit by unit' },
  agreed: { tr: 'mutabık', en: 'agreed' },
  disagreed: { tr: 'mutabık değil', en: 'disagreed' },
  own: { tr: 'kendi tutarı', en: 'their figure' },
  reason: { tr: 'Neden', en: 'Reason' },
  hashes: { tr: 'Özetler (SHA-256)', en: 'Hashes (SHA-256)' },
  contentHash: { tr: 'içerik', en: 'content' },
  shownHash: { tr: 'gösterilen', en: 'shown' },
  documentHash: { tr: 'belge', en: 'document' },
  recordHash: { tr: 'kayıt', en: 'record' },
  messages: { tr: 'Bu talebin mesajları', en: 'Messages of this request' },
  noMessages: { tr: 'Mesaj yok.', en: 'There are no messages.' },
  check: { tr: 'Nasıl denetlenir', en: 'How to check it' },
  how: {
    tr: 'Bu sayfalar evidence.json dosyasının okunur halidir; denetlenen odur. Her kararın integrity alanı çıkarılır, kalanı RFC 8785 (JCS) ile yazılır ve SHA-256 özeti alınır: recordHash ile aynı olmalıdır. contentHash, content alanının; shownHash, question içindeki choices (id ve title), language ve text alanlarının aynı yolla alınan özetidir. Konsolda talebin sayfasındaki «Doğrula» aynı denetimi yapar ve kararı bizdeki kayıtla karşılaştırır.',
    en: 'These pages are evidence.json made readable; what is checked is that file. Take integrity out of a decision, write the rest by RFC 8785 (JCS) and take its SHA-256: it has to be recordHash. contentHash is that of content, and shownHash that of choices (id and title), language and text of question, taken in the same way. «Verify» on the page of the request in the console checks the same, and holds the decision against our record.',
  },
} as const satisfies Record<string, Texts>;

/** What stands in an archive beside the evidence. */
export const checkingText = (language: StaffLanguage): string =>
  `${evidenceTexts.check[language]}\n\n${evidenceTexts.how[language]}\n`;
