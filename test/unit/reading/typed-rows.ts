import type { Meaning } from '../../../src/reading/reading.ts';

type Row = readonly [meaning: Meaning, said: string];

/** Titles of the buttons of domain 7, typed instead of tapped; TR | EN | AR. */
export const buttonTitles: readonly Row[] = [
  ['approve.strong', 'Mutabıkız | We agree | نوافق على الرصيد'],
  ['reject', 'Mutabık değiliz | We do not agree | لا نوافق'],
  ['askedForHuman', 'Temsilciye bağlan | Talk to staff | التحدث مع موظف'],
  ['send_report', 'Raporu gönder | Send the report | إرسال التقرير'],
  ['approve.strong', 'Onaylıyorum | Approve | أوافق'],
  ['reject', 'İtirazım var | I object | لدي اعتراض'],
  ['disputedMovement', 'Bilgim dışında | Not mine | ليست من طرفي'],
  ['askedForStatement', 'Ekstre iste | Send statement | إرسال كشف الحساب'],
  ['mute', 'Bildirimi kapat | Mute alerts | إيقاف التنبيهات'],
  ['reject', 'Reddediyorum | Reject | أرفض'],
  ['question', 'Soru sor | Ask a question | لدي سؤال'],
  ['approve.strong', 'Evet, onaylıyorum | Yes, I approve | نعم، أوافق'],
  ['go_back', 'Vazgeç | Go back | تراجع'],
  ['upload_link', 'Yükleme bağlantısı | Upload link | رابط الرفع'],
  ['extension', 'Süre iste | More time | أحتاج وقتًا أطول'],
  ['feedback.positive', 'Memnunum | Satisfied | راضٍ'],
  ['feedback.neutral', 'Kararsızım | Neutral | محايد'],
  ['feedback.negative', 'Memnun değilim | Not satisfied | غير راضٍ'],
  ['verify.mine', 'Evet, ben istedim | Yes, it was me | نعم، أنا'],
  ['verify.not_mine', 'Hayır, ben değilim | No, not me | لا، لست أنا'],
  ['askedForStatement', 'Ekstre gönder | Send statement | إرسال كشف الحساب'],
  ['human.callback', 'Beni arayın | Call me | اتصلوا بي'],
  ['openedItems', 'Şimdi yanıtla | Reply now | الرد الآن'],
  ['document.sent', 'Dekont gönder | Send receipt | إرسال الإيصال'],
  ['ack', 'Anladım | Understood | فهمت'],
  ['approve.strong', 'Onay veriyorum'],
  ['reject', 'Onay vermiyorum | لا أوافق'],
  ['consent.give', 'I permit'],
  ['consent.refuse', 'I do not permit'],
];

/** What people write instead of the phrases of domain 9.2, put as they put it. */
export const relatives: readonly Row[] = [
  [
    'approve.strong',
    'mutabığız | Mutabigiz | onaylıyorum efendim | kabul ediyoruz | evet kabul ediyorum | biz mutabıkız',
  ],
  [
    'approve.strong',
    'I confirm | we accept | yes we agree | نحن موافقون | نعم موافق | أوافق على الرصيد | مُوَافِقٌ | موافـــق',
  ],
  [
    'approve.soft',
    'evet evet | tamam tamam | ok tamam | evet efendim | tamamm | evett | 👍👍 | tamam 👍 | yes yes | نعم نعم | تمام 👍',
  ],
  [
    'approve.clear',
    'mutabıkız 👍 | merhaba, mutabıkız | onaylıyorum lütfen | tamam mutabıkız | موافق شكرًا | evet sorun yok',
  ],
  [
    'approve.soft',
    'onaylıyorumm | tamam teşekkürler | bakiye doğru | the balance is correct | الرصيد صحيح | no objection',
  ],
  [
    'reject',
    'hayır onaylamıyoruz | mutabık değilim | hayırrr | hayır hayır | hayır teşekkürler | hayır efendim | no no',
  ],
  [
    'reject',
    'I don’t agree | bakiyem yanlış | onaylamayız | لا لا | لا نوافق | مش موافقين | الرصيد غير مطابق | غلط',
  ],
  [
    'ambiguous',
    'hayır sorun yok | evet hayır | evet bilmiyorum | bakiye ekstre | onaylıyorum yarın dönerim | reddetmiyorum',
  ],
  ['defer', 'tamam yarın dönerim | kontrol edip döneceğim | I’ll check | لاحقًا | merhaba, müsait değilim'],
  [
    'question',
    'mutabıkız? | iptal? | durdur? | benim değil? | verilerimi silin? | bakiye doğru? | onaylıyorum, bakiyem ne?',
  ],
  ['askedForBalance', 'bakiye ? | merhaba bakiyem ne kadar?? | kaç gram borcum var?'],
  ['askedForHuman', 'temsilci? | bir insanla görüşmek istiyorum?'],
  ['question', 'evet mi | tamam ? | onaylıyor musunuz | doğru mu | هل الرصيد صحيح'],
  ['stoppedNotices', 'mesaj atmayın lütfen | bildirim istemiyorum | please stop messages | لا أريد رسائل'],
  ['stoppedUnclearly', 'tamam dur | hayır dur | iptal edin lütfen | cancel please'],
  [
    'askedForHuman',
    'insan | operatör | yetkili biriyle görüşmek istiyorum | hayır, temsilci | merhaba temsilci lütfen | real person',
  ],
  [
    'askedForHuman',
    'insanla görüşmek istiyorum | bir insanla konuşmak istiyorum | merhaba, bir insanla konuşmak istiyorum',
  ],
  ['askedForHuman', 'خدمة العملاء | بدي موظف | أريد التحدث مع إنسان'],
  ['human.callback', 'beni arar mısınız | call me back please | اتصلوا بي لو سمحتم'],
  [
    'askedForBalance',
    'merhaba bakiyem ne kadar | İyi günler, bakiye lütfen | what’s my balance | كم رصيدي لو سمحت',
  ],
  [
    'askedForBalance',
    'bakiyem ne | bakiyem nedir | bakiyem ne? | borcum ne kadar | hesabımda ne var | hesabımda ne var?',
  ],
  [
    'askedForBalance',
    'what is my balance | what is my balance? | ما رصيدي | ما رصيدي؟ | merhaba, bakiyem ne',
  ],
  ['askedForStatement', 'tamam, ekstre lütfen | merhaba ekstreyi gönderir misiniz | أريد كشف حساب من فضلك'],
  ['askedForStatus', 'neden bekliyor | merhaba işlemim ne oldu | لماذا معاملتي معلقة'],
  [
    'reportedWrongNumber',
    'ben o kişi değilim | hayır, yanlış numara | yanlış kişiye yazdınız | wrong person | رقم غلط',
  ],
  ['verify.not_mine', 'ben değilim | hayır ben değilim | it wasn’t me | مو أنا | ben istemedim'],
  ['verify.mine', 'ben istedim | it was me | أنا | evet benim'],
  [
    'disputedMovement',
    'bilgimiz dışında | this is not mine | لا تخصني | hayır, bilgim dışında | bu işlemi tanımıyorum',
  ],
  ['openedItems', 'bekleyenler | bekleyen işlemler | open items | pending | العناصر المعلقة'],
  [
    'askedForLanguage',
    'dil | DİL DEĞİŞTİR | language | اللغة | english | Türkçe | عربي | English please | İngilizce',
  ],
  ['openedPrivacy', 'gizlilik | KVKK | privacy | الخصوصية'],
  ['askedForNotice', 'aydınlatma metni | privacy notice | إشعار الخصوصية'],
  ['privacy.correct', 'bilgilerimi düzeltin | correct my data | صححوا بياناتي'],
  ['wantedToSend', 'belge göndermek istiyorum | send a document | إرسال مستند'],
  ['askedForDocument', 'belge iste | request a document | طلب مستند'],
  ['openedMarketing', 'kampanya izni | izinler | marketing | permissions | إذن التسويق'],
  ['extension', 'ek süre | I need more time | أحتاج وقتًا | tamam, ek süre lütfen'],
  ['upload_link', 'link gönder | bağlantı | send me the link | linki gönderir misiniz | الرابط'],
  [
    'refuse_document',
    'göndermeyeceğim | belge vermek istemiyorum | I won’t send it | hayır, göndermiyorum | لن أرسل',
  ],
  [
    'correction',
    'yanlış bastım | yanlışlıkla onayladım | düzeltmek istiyorum | I pressed the wrong button | by mistake',
  ],
  ['correction', 'بالخطأ | ضغطت بالغلط | hayır yanlış bastım'],
  ['consent.give', 'izin veriyorum | I give permission | أسمح'],
  ['consent.refuse', 'izin vermiyorum | I don’t permit | لا أسمح | hayır, izin vermiyorum'],
  ['feedback.positive', 'çok memnunum | evet memnunum | very satisfied | ممتاز'],
  ['feedback.negative', 'memnun kalmadım | not happy | مش راضي | hayır memnun değilim'],
  ['mute', 'sessize al | mute | bildirimleri kapat'],
  ['greet', 'merhaba kolay gelsin | selamün aleyküm hayırlı işler | السلام عليكم ورحمة الله وبركاته'],
  ['unknown', 'müşteriniz geldi | there was a mistake in shipping | onaylıyorum gibi | hasta oldum'],
];

export const rowsOf = (list: readonly Row[]): { phrase: string; meaning: Meaning }[] =>
  list.flatMap(([meaning, said]) => said.split(' | ').map((phrase) => ({ phrase, meaning })));
