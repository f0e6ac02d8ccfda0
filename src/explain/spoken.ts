import { shippedTypeOf, type RuleRef } from '../triggers/rule-action.ts';
import type { ExplainLanguage } from './words.ts';

/** What whoever asks may see by its name; null: it has none, or they may not. */
export interface ExplainedNames {
  /** Of a rule of the tenant's. */
  rule(ref: RuleRef): string | null;
  /** Of a type of event of the tenant's. */
  type(type: string): string | null;
  contact: string | null;
  /** Of whoever let a message go or dropped it (`staff:…`). */
  person: string | null;
}

export const noNames: ExplainedNames = {
  rule: () => null,
  type: () => null,
  ...{ contact: null, person: null },
};

type Both = readonly [tr: string, en: string];

/** Types of events; as the console calls them. */
const types: Readonly<Record<string, Both>> = {
  'reconciliation.letter.ready': ['Mutabakat mektubu', 'Reconciliation letter'],
  'approval.requested': ['Onay isteği', 'Approval'],
  'invoice.approval.requested': ['Fatura onayı', 'Invoice approval'],
  'report.ready': ['Hazır rapor', 'Report'],
  'account.movement.posted': ['Hesap hareketi', 'Account movement'],
  'document.requested': ['Belge isteği', 'Request for a document'],
  'feedback.requested': ['Memnuniyet sorusu', 'Feedback'],
  'reconciliation.difference.found': ['Bulunan fark', 'Difference found'],
  'transaction.verification.requested': ['İşlem teyidi', 'Verification of a transaction'],
  'payment.due.approaching': ['Yaklaşan vade', 'Payment due'],
  'deadline.approaching': ['Dolmak üzere olan süre', 'Deadline'],
  'schedule.date.reached': ['Gelen tarih', 'Date reached'],
  'trigger.date.reached': ['Takvim günü', 'Day of the calendar'],
  'trigger.escalation.due': ['Yanıtsız kalan soru', 'Question without an answer'],
};

/** Whose messages they are. */
const families: Readonly<Record<string, Both>> = {
  reconciliation: ['mutabakat', 'reconciliation'],
  approval: ['onay', 'approval'],
  invoice: ['fatura onayı', 'invoice approval'],
  document: ['belge', 'document'],
  feedback: ['memnuniyet', 'feedback'],
  notice: ['bildirim', 'notice'],
  conversation: ['sohbet', 'chat'],
  staff: ['personel', 'staff'],
};

const parts: Readonly<Record<string, Both>> = {
  letter: ['mektup', 'letter'],
  request: ['soru', 'question'],
  requestSecond: ['ikinci onay sorusu', 'question for a second approval'],
  reminder: ['hatırlatma', 'reminder'],
  recap: ['özet', 'recap'],
  disagreeRecap: ['itiraz özeti', 'recap of a disagreement'],
  partialRecap: ['kısmi yanıt özeti', 'recap of a partial answer'],
  rejectionRecap: ['ret özeti', 'recap of a refusal'],
  objectionRecap: ['itiraz özeti', 'recap of an objection'],
  confirmSoft: ['onay sorusu', 'confirmation'],
  confirmNo: ['«hayır» onayı', 'confirmation of a no'],
  askReason: ['neden sorusu', 'question for the reason'],
  askFigure: ['tutar sorusu', 'question for the figure'],
  askSide: ['borç mu alacak mı sorusu', 'question for the side'],
  whichUnit: ['birim sorusu', 'question for the unit'],
  recordedAgreed: ['kaydedilen yanıt', 'answer on record'],
  recordedDisagreed: ['kaydedilen yanıt', 'answer on record'],
  recordedPartial: ['kaydedilen yanıt', 'answer on record'],
  recordedApproved: ['kaydedilen yanıt', 'answer on record'],
  recordedRejected: ['kaydedilen yanıt', 'answer on record'],
  recordedObjected: ['kaydedilen yanıt', 'answer on record'],
  alreadyRecorded: ['daha önce kaydedilen yanıt', 'answer recorded before'],
  corrected: ['düzeltilen yanıt', 'corrected answer'],
  forwarded: ['yetkiliye iletme', 'passing on'],
  expired: ['süre sonu', 'end of time'],
  withdrawn: ['geri çekme', 'withdrawal'],
  superseded: ['yenisiyle değişme', 'replacement'],
  settled: ['sonuç', 'outcome'],
  help: ['yardım', 'help'],
  deferred: ['erteleme', 'putting off'],
  uploadLink: ['yükleme bağlantısı', 'link for an upload'],
  received: ['alındı', 'receipt'],
  accepted: ['kabul', 'acceptance'],
  rejected: ['ret', 'refusal'],
  report: ['rapor', 'report'],
  movement: ['hareket', 'movement'],
  payment: ['vade', 'payment due'],
  difference: ['fark', 'difference'],
  verification: ['işlem teyidi', 'verification'],
  deadline: ['süre', 'deadline'],
  muted: ['sessize alma', 'muting'],
  disputed: ['itiraz', 'objection'],
  thanks: ['teşekkür', 'thanks'],
  greeting: ['selam', 'greeting'],
  menu: ['menü', 'menu'],
  openItems: ['açık konular', 'open items'],
  whichRequest: ['hangi konu sorusu', 'question for the item'],
  notUnderstood: ['anlaşılmadı', 'not understood'],
  privacyNotice: ['aydınlatma metni', 'privacy notice'],
  metStranger: ['tanışma ve aydınlatma', 'first words with the privacy notice'],
  marketingConsent: ['pazarlama izni', 'consent to marketing'],
  feedbackConsent: ['görüş izni', 'consent to feedback'],
  balance: ['bakiye', 'balance'],
  movements: ['hareketler', 'movements'],
  price: ['fiyat', 'price'],
  identity: ['kimlik kodu', 'identity code'],
  verified: ['doğrulama', 'verification'],
  language: ['dil', 'language'],
  staffTookOver: ['personelin devralması', 'staff taking over'],
  staffReleased: ['personelin bırakması', 'staff giving back'],
  humanRequested: ['görüşme isteği', 'wish to talk to somebody'],
  handover: ['personele aktarma', 'handing over to staff'],
  optoutDone: ['mesajların durdurulması', 'stopping of messages'],
  optinDone: ['mesajların yeniden başlaması', 'messages wanted again'],
  wrongNumber: ['yanlış numara', 'wrong number'],
  numberRemoved: ['numaranın kaldırılması', 'removal of the number'],
  testMessage: ['deneme mesajı', 'test message'],
  text: ['yazı', 'text'],
};

const results: Readonly<Record<string, Both>> = {
  agreed: ['mutabık', 'agreed'],
  agreed_partial: ['kısmen mutabık', 'agreed in part'],
  disagreed: ['mutabık değil', 'disagreed'],
  approved: ['onaylandı', 'approved'],
  rejected: ['reddedildi', 'rejected'],
  objected: ['itiraz edildi', 'objected to'],
  confirmed: ['doğrulandı', 'confirmed'],
  denied: ['reddetti', 'denied'],
};

/** What a message is charged as; as the console calls it. */
const categories: Readonly<Record<string, Both>> = {
  marketing: ['tanıtım', 'marketing'],
  utility: ['bilgilendirme', 'utility'],
  authentication: ['doğrulama', 'authentication'],
  service: ['hizmet', 'service'],
};

/** What the business system is called about. */
const calls: Readonly<Record<string, Both>> = {
  'request.closed': ['istek sonuçlandı', 'a request was settled'],
  'request.updated': ['istek değişti', 'a request changed'],
  'message.failed': ['mesaj ulaşmadı', 'a message did not arrive'],
  'channel.held': ['numara gönderemiyor', 'a number cannot send'],
  'channel.resumed': ['numara yeniden gönderiyor', 'a number sends again'],
  'trigger.acted': ['bir kural uygulandı', 'a rule acted'],
  'budget.warned': ['bütçe bitmek üzere', 'a budget is nearly used up'],
  'budget.exhausted': ['bütçe bitti', 'a budget is used up'],
  'statement.daily': ['gün sonu dökümü', 'the statement of the day'],
  'callback.test': ['deneme çağrısı', 'a test'],
  'task.escalated': ['görev üste iletildi', 'a task was passed up'],
  'contact.opted_out': ['kişi mesajları durdurdu', 'a person stopped messages'],
  'contact.opted_in': ['kişi yeniden mesaj istiyor', 'a person wants messages again'],
  'contact.wrong_recipient': ['yanlış numara', 'a wrong number'],
  'contact.verification_requested': ['kimlik kodu istendi', 'a code to prove who somebody is'],
  'contact.verified': ['kişi doğrulandı', 'a person proved who they are'],
  'contact.number_changed': ['kişinin numarası değişti', 'the number of a person changed'],
  'contact.identity_changed': [
    'kişinin WhatsApp kimliği değişti',
    'a person is known by another WhatsApp id',
  ],
  'statement.requested': ['ekstre istendi', 'a statement was asked for'],
  'document.requested_by_customer': ['müşteri belge istedi', 'a customer asked for a document'],
  'movement.disputed': ['harekete itiraz', 'an objection to a movement'],
  'alerts.muted': ['hareket bildirimleri kapatıldı', 'movements were muted'],
  'transaction.denied': ['işlem reddedildi', 'a transaction was denied'],
  'privacy.request_received': ['kişisel veri başvurusu', 'a request about personal data'],
};

/** Words for codes, and names for ids, as sentences say them; a code that has no words stands as it is. */
export interface Spoken {
  type(type: string): string;
  prompt(prompt: string): string;
  result(result: string): string;
  category(category: string): string;
  call(type: string): string;
  rule(ref: RuleRef): string;
  contact(contactRef: string): string;
  by(by: string): string;
}

export const spokenIn = (language: ExplainLanguage, names: ExplainedNames): Spoken => {
  const index = language === 'tr' ? 0 : 1;
  const of = (all: Readonly<Record<string, Both>>, code: string): string | null => all[code]?.[index] ?? null;
  const quoted = (words: string): string => (language === 'tr' ? `«${words}»` : `“${words}”`);
  const type: Spoken['type'] = (code) => quoted(names.type(code) ?? of(types, code) ?? code);
  return {
    type,
    prompt: (prompt) => {
      const [family = '', part = ''] = prompt.split('.');
      const words = [of(families, family) ?? family, of(parts, part)].filter((one) => one !== null);
      return quoted(words.join(' · '));
    },
    result: (result) => of(results, result) ?? result,
    category: (category) => of(categories, category) ?? category,
    call: (code) => quoted(of(calls, code) ?? code),
    rule: (ref) => {
      const shipped = shippedTypeOf(ref.id);
      if (shipped !== null) {
        const own = type(shipped);
        return language === 'tr' ? `ürünün ${own} kuralı` : `the product’s own for ${own}`;
      }
      const name = names.rule(ref);
      const called = name === null ? ref.id : quoted(name);
      return `${called}, ${language === 'tr' ? 'sürüm' : 'version'} ${String(ref.version)}`;
    },
    contact: (contactRef) => names.contact ?? contactRef,
    by: (by) => {
      if (names.person !== null) return names.person;
      if (by.startsWith('key:')) return language === 'tr' ? 'bir API anahtarı' : 'an API key';
      return language === 'tr' ? 'personel' : 'staff';
    },
  };
};
