/** Languages staff reads explanations in; what customers read is in `locales/`. */
export const explainLanguages = ['tr', 'en'] as const;
export type ExplainLanguage = (typeof explainLanguages)[number];

type By = 'phone' | 'user_id';

export interface Words {
  ofEvent(facts: { at: string; eventId: string; type: string; receivedAt: string; prompt: string }): string;
  ofRule(rule: string): string;
  ofCause(facts: { eventId: string; type: string; receivedAt: string; rule: string | null }): string;
  ofRequest(facts: { at: string; requestId: string; prompt: string }): string;
  ofAnswer(facts: { at: string; prompt: string }): string;
  ofConversation(facts: { at: string; prompt: string }): string;
  noAddress: string;
  toStranger(by: By): string;
  toContact(facts: { contact: string; by: By; customers: string }): string;
  wasAsked: string;
  noticesOn: string;
  noticesOff: string;
  windowOpen(until: string): string;
  windowClosed(until: string | null): string;
  saidFree: string;
  saidAsTemplate(template: { name: string; language: string }): string;
  chosen(template: string): string;
  chosenUnsaid(facts: { name: string; said: string; because: string }): string;
  /** Why a chosen template is not said. */
  unsaid(code: string): string;
  /** A template in another language than the person's. */
  spokenInstead(facts: { language: string; of: string; reason: string }): string;
  /** Name of a language; its code where we have none. */
  language(code: string): string;
  planSent: string;
  planWaiting(reason: string): string;
  planHeld(facts: { reason: string; until: string }): string;
  planDropped(reason: string): string;
  planFailed(reason: string): string;
  planUnknown: string;
  /** It waited or was held before; until when it was to be. */
  keptBefore(facts: { reason: string; until: string | null }): string;
  /** It was over before, and people put it back into work. */
  endedBefore(facts: { reason: string; at: string }): string;
  handled(facts: { what: 'released' | 'dropped'; by: string; at: string }): string;
  attempts(facts: {
    count: number;
    unknown: number;
    acceptedAt: string | null;
    nextAt: string | null;
  }): string;
  price(facts: {
    amount: string;
    currency: string;
    category: string;
    market: string;
    isEstimate: boolean;
    isCharged: boolean;
  }): string;
  priceEstimated(facts: { amount: string; currency: string; category: string; market: string }): string;
  priceNone: string;
  priceFree: string;
  priceUnknown(facts: { category: string; market: string }): string;
  statuses(list: string): string;
  status(status: string): string;
  notAnswered: string;
  answered(at: string): string;
  decided(result: string): string;
  callbacks(facts: { all: number; delivered: number; types: string }): string;
  /** Words for a code; the code itself where we have none. */
  reason(code: string | null): string;
}

/** Codes of `because` with their words, the same in both languages. */
const reasons = {
  quiet_hours: ['sessiz saatler', 'the quiet hours'],
  cap: ['bir süre içinde gidebilecek mesaj sayısı doldu', 'as many messages as may go in a time have gone'],
  template: ['şablon şu an kullanılamıyor', 'the template is out of use for now'],
  daily_reach: [
    'günde ilk kez yazılabilecek kişi sayısı doldu',
    'the people that may be written to first in a day are used up',
  ],
  budget: ['mesaj bütçesi bitti', 'the budget for messages is used up'],
  recipient: [
    'platform bu kişiye bir süre bekletiyor',
    'the platform wants nothing sent to this person for a while',
  ],
  recipient_pace: ['kişi başına gönderim hızı', 'the pace of one person'],
  number_busy: ['numaranın gönderim hızı', 'the pace of the number'],
  retry_budget: ['yeniden deneme payı doldu', 'the share of repeated tries is used up'],
  lease_short: ['gönderecek süre kalmamıştı', 'there was no time left to send it'],
  platform_failing: ['platform yanıt vermiyor', 'the platform does not answer'],
  channel_unavailable: ['numara kullanım dışı', 'the number is out of use'],
  notices_stopped: ['kişi mesajları durdurdu', 'the person stopped messages'],
  alerts_muted: [
    'kişi bu hesabın hareket bildirimlerini kapattı',
    'the person muted movements of this account',
  ],
  marketing_not_consented: ['pazarlama onayı yok', 'there is no consent to marketing'],
  marketing_refused: ['kişi ticari ileti istemediğini bildirdi', 'the person said no to commercial messages'],
  iys_pending: [
    'numaranın İYS kaydı henüz bildirilmedi',
    'no entry of the number in the registry of commercial messages (İYS) is known yet',
  ],
  iys_refused: [
    'numara İYS’de RET olarak kayıtlı',
    'the registry of commercial messages (İYS) has a refusal of the number',
  ],
  iys_late: [
    'onay İYS’ye üç iş günü içinde kaydedilmediği için geçersiz',
    'the consent is void: the registry (İYS) took it later than three business days',
  ],
  feedback_refused: ['kişi görüş sorulmasını istemiyor', 'the person does not want to be asked for feedback'],
  number_moved: ['numara artık bu kişinin değil', 'the number is not the person’s any more'],
  number_of_contact: ['numara artık başka bir kişinin', 'the number is another contact’s by now'],
  question_unsaid: ['soru kendisi daha yeni gidiyor', 'the question itself has not gone out before'],
  request_ended: ['soru bu arada sonuçlandı', 'the question was settled meanwhile'],
  no_address: ['kişinin adresi yok', 'the person has no address'],
  window_closed: [
    '24 saatlik pencere kapalı ve şablon yok',
    'the 24 hours are over and there is no template',
  ],
  not_tried: [
    'süresi geçene kadar bizde gönderilmeden bekledi',
    'it stood with us, untried, until it was worth nothing any more',
  ],
  validity_passed: ['mesajın süresi geçti', 'it was worth nothing any more'],
  dropped_by_staff: ['personel vazgeçti', 'staff dropped it'],
  template_value_empty: ['şablon değeri boş', 'a value of the template is empty'],
  template_value_broken: ['şablon değerinde satır sonu var', 'a value of the template has a line break'],
  template_body_too_long: ['şablon metni çok uzun', 'the text of the template is too long'],
  template_pending: ['platform onayı bekleniyor', 'the platform has not approved it yet'],
  template_in_appeal: ['ret kararına itiraz sonuçlanmadı', 'an appeal against its rejection is open'],
  template_rejected: ['platform reddetti', 'the platform rejected it'],
  template_paused: ['platform kalitesi nedeniyle duraklattı', 'the platform paused it for its quality'],
  template_disabled: ['platform kapattı', 'the platform disabled it'],
  template_deleted: ['hesapta silinmiş', 'it was deleted on the account'],
  template_pending_deletion: ['hesapta siliniyor', 'it is being deleted on the account'],
  template_archived: ['hesapta arşivlenmiş', 'it was archived on the account'],
  template_locked: ['hesapta kilitli', 'it is locked on the account'],
  template_limit_exceeded: ['hesabın şablon sınırı dolu', 'the account has no room for more templates'],
  template_missing: ['hesapta yok', 'it is not on the account'],
  template_held: ['platform göndermeyi kabul etmedi', 'the platform refused to send it'],
  unknown_outcome: ['gönderilip gönderilmediği bilinmiyor', 'nobody knows whether it was sent'],
} as const satisfies Record<string, readonly [tr: string, en: string]>;

/** Every code that has words: tests hold them against what the code can say. */
export const explainedReasons: readonly string[] = Object.keys(reasons);

const languageNames: Readonly<Record<string, readonly [tr: string, en: string]>> = {
  tr: ['Türkçe', 'Turkish'],
  en: ['İngilizce', 'English'],
  ar: ['Arapça', 'Arabic'],
};

const languageIn =
  (index: 0 | 1) =>
  (code: string): string =>
    languageNames[code]?.[index] ?? code;

const reasonIn =
  (index: 0 | 1, none: string, refused: (code: string) => string) =>
  (code: string | null): string => {
    if (code === null) return none;
    const known = Object.entries(reasons).find(([name]) => name === code)?.[1];
    const [, graph] = /^graph_(-?\d+)$/.exec(code) ?? [];
    return known?.[index] ?? (graph === undefined ? code : refused(graph));
  };

const statusWords: Readonly<Record<string, readonly [tr: string, en: string]>> = {
  held: ['platformda bekletildi', 'held by the platform'],
  sent: ['gönderildi', 'sent'],
  delivered: ['teslim edildi', 'delivered'],
  read: ['okundu', 'read'],
  played: ['dinlendi', 'played'],
  failed: ['başarısız', 'failed'],
};

/** Of a template that a rule chose: its standing on the account, or why it has none. */
const unsaidWords: Readonly<Record<string, readonly [tr: string, en: string]>> = {
  no_words: ['bu dilde sözleri yok', 'it has no words in this language'],
  not_approved: ['henüz onaylanmadı', 'it is not approved yet'],
  withdrawn: ['sözleri geri alındı', 'its words were withdrawn'],
  deleted: ['silindi', 'it was deleted'],
  first_message: [
    'kişiye giden ilk mesaj aydınlatma metnini taşır',
    'the first message to somebody carries the privacy notice',
  ],
  other_form: [
    'mesaj başka bir şablonu olan biçimde söylendi',
    'the message took a form that has a template of its own',
  ],
  pending: ['Meta’nın incelemesinde', 'Meta reviews it'],
  in_appeal: ['itiraz incelemede', 'an appeal about it is under way'],
  rejected: ['Meta reddetti', 'Meta rejected it'],
  paused: ['Meta duraklattı', 'Meta paused it'],
  disabled: ['Meta kapattı', 'Meta disabled it'],
  limit_exceeded: ['duraklatma sınırı aşıldı', 'it was paused too often'],
  locked: ['Meta kilitledi', 'Meta locked it'],
  pending_deletion: ['siliniyor', 'it is being deleted'],
  archived: ['arşivlendi', 'it is archived'],
  missing: ['hesapta yok', 'it is not on the account'],
};

const tr: Words = {
  ofEvent: ({ at, eventId, type, receivedAt, prompt }) =>
    `${receivedAt} tarihinde bildirilen ${type} olayı (${eventId}) için ${at} tarihinde ${prompt} mesajına karar verildi.`,
  ofRule: (rule) => `Uygulanan kural: ${rule}.`,
  ofCause: ({ eventId, type, receivedAt, rule }) =>
    rule === null
      ? `Bu olay, ${receivedAt} tarihinde gelen ${type} olayından (${eventId}) doğdu.`
      : `Bu olayı, ${receivedAt} tarihinde gelen ${type} olayı (${eventId}) üzerine bir kural oluşturdu: ${rule}.`,
  ofRequest: ({ at, requestId, prompt }) =>
    `${requestId} isteği için ${at} tarihinde ${prompt} mesajına karar verildi.`,
  ofAnswer: ({ at, prompt }) => `${at} tarihinde sohbette yanıt olarak ${prompt} mesajına karar verildi.`,
  ofConversation: ({ at, prompt }) =>
    `${at} tarihinde sohbetin kendisi için ${prompt} mesajına karar verildi.`,
  noAddress: 'Kişinin ne numarası ne de kullanıcı kimliği biliniyor.',
  toStranger: (by) =>
    `Alıcı kayıtlarda yok; ${by === 'phone' ? 'numarasıyla' : 'kullanıcı kimliğiyle'} ulaşılıyor.`,
  toContact: ({ contact, by, customers }) =>
    `Alıcı ${contact}${customers === '' ? '' : ` (${customers})`}; ${by === 'phone' ? 'numarasıyla' : 'kullanıcı kimliğiyle'} ulaşılıyor.`,
  wasAsked: 'Kişinin kendi yazdığına ya da personelin yazdığına bağlı: izin aranmaz.',
  noticesOn: 'Kişi bildirim almayı durdurmamış.',
  noticesOff: 'Kişi bildirimleri durdurmuş.',
  windowOpen: (until) => `24 saatlik pencere ${until} tarihine kadar açıktı.`,
  windowClosed: (until) =>
    until === null
      ? 'Kişi hiç yazmamıştı: pencere kapalıydı.'
      : `24 saatlik pencere ${until} tarihinde kapanmıştı.`,
  saidFree: 'Serbest metin olarak gönderildi.',
  saidAsTemplate: ({ name, language }) => `${name} şablonuyla (${language}) gönderildi.`,
  chosen: (name) => `Kuralın seçtiği ${name} şablonunun sözleriyle söylendi.`,
  chosenUnsaid: ({ name, said, because }) =>
    `Kural ${name} şablonunu seçmiş; yerine ${said} söylendi: ${because}.`,
  unsaid: (code) => unsaidWords[code]?.[0] ?? code,
  spokenInstead: ({ language, of, reason }) =>
    `Kişinin dili ${of}; şablonun bu dili kullanılamadığı için (${reason}) ${language} metin seçildi.`,
  language: languageIn(0),
  planSent: 'Bütün denetimlerden geçti ve gönderildi.',
  planWaiting: (reason) => `Sırasını bekliyor: ${reason}.`,
  planHeld: ({ reason, until }) => `${until} tarihine kadar bekletiliyor: ${reason}.`,
  planDropped: (reason) => `Gönderilmedi: ${reason}.`,
  planFailed: (reason) => `Ulaşmadı: ${reason}.`,
  planUnknown: 'Gönderilip gönderilmediği bilinmiyor.',
  keptBefore: ({ reason, until }) =>
    until === null
      ? `Öncesinde bekledi: ${reason}.`
      : `Öncesinde ${until} tarihine kadar bekleyecekti: ${reason}.`,
  endedBefore: ({ reason, at }) => `Öncesinde, ${at} tarihinde gönderilmesinden vazgeçilmişti: ${reason}.`,
  handled: ({ what, by, at }) =>
    `${at} tarihinde ${by} tarafından ${what === 'released' ? 'bekletilmeden gönderilmesi istendi' : 'gönderilmesinden vazgeçildi'}.`,
  attempts: ({ count, unknown, acceptedAt, nextAt }) =>
    [
      `${count} deneme yapıldı${unknown === 0 ? '' : `, ${unknown} tanesinin sonucu öğrenilemedi`}.`,
      ...(acceptedAt === null ? [] : [`Platform ${acceptedAt} tarihinde kabul etti.`]),
      ...(nextAt === null ? [] : [`Sonraki bakış: ${nextAt}.`]),
    ].join(' '),
  price: ({ amount, currency, category, market, isEstimate, isCharged }) =>
    `Ücreti ${amount} ${currency} (${market}, ${category})${isEstimate ? ', tahmini' : ''}${isCharged ? '' : '; teslim edilince ödenir'}.`,
  priceEstimated: ({ amount, currency, category, market }) =>
    `Gönderilirse tahminen ${amount} ${currency} tutar (${market}, ${category}).`,
  priceNone: 'Ücreti yok: ulaşmadı.',
  priceFree: 'Platforma göre ücretsiz.',
  priceUnknown: ({ category, market }) => `Ücreti bilinmiyor: ${market} için ${category} fiyatı listede yok.`,
  statuses: (list) => `Platform bildirdi: ${list}.`,
  status: (status) => statusWords[status]?.[0] ?? status,
  notAnswered: 'Kişi bu mesajdan sonra istek hakkında bir şey yazmadı.',
  answered: (at) => `Kişi ${at} tarihinde yanıt verdi.`,
  decided: (result) => `Kayda geçen karar: ${result}.`,
  callbacks: ({ all, delivered, types }) =>
    `İş sistemine ${all} çağrı sıraya alındı (${types}); ${delivered} tanesi ulaştı.`,
  reason: reasonIn(0, 'neden belirtilmedi', (code) => `platform ${code} koduyla reddetti`),
};

const en: Words = {
  ofEvent: ({ at, eventId, type, receivedAt, prompt }) =>
    `For the event ${type} (${eventId}), reported on ${receivedAt}, the message ${prompt} was decided on ${at}.`,
  ofRule: (rule) => `The rule that acted: ${rule}.`,
  ofCause: ({ eventId, type, receivedAt, rule }) =>
    rule === null
      ? `That event came of the event ${type} (${eventId}) of ${receivedAt}.`
      : `That event was made by a rule of the event ${type} (${eventId}) of ${receivedAt}: ${rule}.`,
  ofRequest: ({ at, requestId, prompt }) =>
    `For the request ${requestId} the message ${prompt} was decided on ${at}.`,
  ofAnswer: ({ at, prompt }) => `As an answer in the chat the message ${prompt} was decided on ${at}.`,
  ofConversation: ({ at, prompt }) =>
    `For the conversation itself the message ${prompt} was decided on ${at}.`,
  noAddress: 'Neither number nor user id of the person is known.',
  toStranger: (by) => `The recipient is in no books and reached by ${by === 'phone' ? 'number' : 'user id'}.`,
  toContact: ({ contact, by, customers }) =>
    `The recipient is ${contact}${customers === '' ? '' : ` (${customers})`}, reached by ${by === 'phone' ? 'number' : 'user id'}.`,
  wasAsked: 'It belongs to what the person or staff wrote: no consent is asked for.',
  noticesOn: 'The person has not stopped messages.',
  noticesOff: 'The person has stopped messages.',
  windowOpen: (until) => `The 24 hours were open until ${until}.`,
  windowClosed: (until) =>
    until === null
      ? 'The person had never written: the window was closed.'
      : `The 24 hours were over since ${until}.`,
  saidFree: 'It was sent as free text.',
  saidAsTemplate: ({ name, language }) => `It was sent with the template ${name} (${language}).`,
  chosen: (name) => `It was said in the words of the template ${name}, which the rule chose.`,
  chosenUnsaid: ({ name, said, because }) =>
    `The rule chose the template ${name}; ${said} was said in its place: ${because}.`,
  unsaid: (code) => unsaidWords[code]?.[1] ?? code,
  spokenInstead: ({ language, of, reason }) =>
    `The person’s language is ${of}; as the template cannot be used in it (${reason}), the ${language} words were chosen.`,
  language: languageIn(1),
  planSent: 'It passed every check and was sent.',
  planWaiting: (reason) => `It waits for its turn: ${reason}.`,
  planHeld: ({ reason, until }) => `It is held until ${until}: ${reason}.`,
  planDropped: (reason) => `It was not sent: ${reason}.`,
  planFailed: (reason) => `It did not arrive: ${reason}.`,
  planUnknown: 'Nobody knows whether it was sent.',
  keptBefore: ({ reason, until }) =>
    until === null
      ? `Before that it waited: ${reason}.`
      : `Before that it was to wait until ${until}: ${reason}.`,
  endedBefore: ({ reason, at }) => `Before that, on ${at}, it was not to be sent any more: ${reason}.`,
  handled: ({ what, by, at }) => `On ${at} ${by} ${what === 'released' ? 'let it go' : 'dropped it'}.`,
  attempts: ({ count, unknown, acceptedAt, nextAt }) =>
    [
      `${count} ${count === 1 ? 'attempt was' : 'attempts were'} made${unknown === 0 ? '' : `, of ${unknown} the outcome was never learnt`}.`,
      ...(acceptedAt === null ? [] : [`The platform took it on ${acceptedAt}.`]),
      ...(nextAt === null ? [] : [`It is looked at again on ${nextAt}.`]),
    ].join(' '),
  price: ({ amount, currency, category, market, isEstimate, isCharged }) =>
    `It costs ${amount} ${currency} (${market}, ${category})${isEstimate ? ', by estimate' : ''}${isCharged ? '' : ' once it is delivered'}.`,
  priceEstimated: ({ amount, currency, category, market }) =>
    `It would cost about ${amount} ${currency} once it is sent (${market}, ${category}).`,
  priceNone: 'It costs nothing: it did not arrive.',
  priceFree: 'It is free by the word of the platform.',
  priceUnknown: ({ category, market }) =>
    `What it costs is not known: the list has no ${category} price for ${market}.`,
  statuses: (list) => `The platform reported: ${list}.`,
  status: (status) => statusWords[status]?.[1] ?? status,
  notAnswered: 'The person has sent nothing about the request since.',
  answered: (at) => `The person answered on ${at}.`,
  decided: (result) => `The decision on record: ${result}.`,
  callbacks: ({ all, delivered, types }) =>
    `${all} ${all === 1 ? 'call' : 'calls'} to the business system ${all === 1 ? 'was' : 'were'} queued (${types}); ${delivered} arrived.`,
  reason: reasonIn(1, 'no reason is known', (code) => `the platform refused it with code ${code}`),
};

export const wordsOf = (language: ExplainLanguage): Words => (language === 'tr' ? tr : en);
