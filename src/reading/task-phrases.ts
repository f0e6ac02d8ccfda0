import { phraseList } from './phrase-list.ts';

/** The entries of the menu and the buttons of the notices (domain 7.5 to 7.12), as people type them. */
export const taskPhrases = {
  openedItems: phraseList(`
    bekleyenler | bekleyen | bekleyen işlemler | bekleyen işlemlerim | bekleyen kayıtlar | bekleyen onaylar
    bekleyen işlerim | açık kayıtlar | açık işlemler | neler bekliyor | şimdi yanıtla | yanıtla
    pending | pending items | open items | my open items | open requests | what is pending | reply now | answer now
    المعلقة | العناصر المعلقة | المعاملات المعلقة | الطلبات المعلقة | الطلبات المفتوحة | ما المعلق | الرد الآن
  `),
  askedForLanguage: phraseList(`
    dil | dil değiştir | dili değiştir | dil seçimi | dil seç | diller | dil ayarı
    language | languages | change language | change the language | language settings
    اللغة | لغة | تغيير اللغة | غير اللغة | غيروا اللغة | اختيار اللغة
  `),
  openedPrivacy: phraseList(`
    gizlilik ve izinler | gizlilik | kvkk | kişisel veriler | kişisel verilerim | verilerim | gizlilik ve verilerim
    privacy, permissions | privacy and permissions | privacy | my data | personal data | data protection | gdpr
    الخصوصية والأذونات | الخصوصية | خصوصية | بياناتي | البيانات الشخصية | حماية البيانات
  `),
  wantedToSend: phraseList(`
    belge gönder | belge göndermek istiyorum | belge göndereceğim | belge yollamak istiyorum | belge yükle
    belge yüklemek istiyorum | evrak gönder | evrak göndermek istiyorum | dosya gönder | dosya göndermek istiyorum
    send a document | send document | send documents | I want to send a document | upload a document | send a file
    إرسال مستند | أريد إرسال مستند | إرسال وثيقة | بدي أرسل مستند | إرسال ملف | رفع مستند
  `),
  askedForDocument: phraseList(`
    belge iste | belge istiyorum | belge talep et | belge talep etmek istiyorum | evrak iste | evrak istiyorum
    request a document | request document | I need a document | ask for a document
    طلب مستند | أريد مستندًا | طلب وثيقة | أحتاج مستندًا | بدي مستند
  `),
  openedMarketing: phraseList(`
    kampanya izni | kampanya izinleri | izinler | izinlerim | izin ayarları | ileti izni | kampanyalar | tercihler
    tercihlerim | iletişim izni | pazarlama izni | ticari ileti izni
    marketing | marketing permission | marketing permissions | permissions | preferences | campaign permission
    أذونات | الأذونات | إذن التسويق | التسويق | التفضيلات | إذن العروض
  `),
  'document.sent': phraseList(`
    dekont ektedir | dekont ekte | ektedir | ekte | belge ekte | belge ektedir | dekont gönder | dekont gönderdim
    dekontu gönderdim | dekontu attım | dekont attım | dekont | gönderdim | belgeyi gönderdim | belge gönderdim | yükledim
    belgeyi yükledim | ekte gönderdim
    send receipt | receipt attached | attached | sent | I sent it | I have sent it | I sent the receipt | uploaded
    I uploaded it | see attached | document attached
    إرسال الإيصال | الإيصال مرفق | مرفق | أرسلته | أرسلت الإيصال | أرسلت المستند | تم الإرسال | تم الرفع | رفعت المستند | بعثته
  `),
  disputedMovement: phraseList(`
    bu hareket bana ait değil | bu hareket bize ait değil | bu işlem bana ait değil | bu işlem bize ait değil
    bana ait değil | bize ait değil | benim değil | bizim değil | bu işlem benim değil | bu hareket benim değil
    bilgim dışında | bilgimiz dışında | benim bilgim dışında | bilgim yok | haberim yok | bu hareketi tanımıyorum
    bu işlemi tanımıyorum | böyle bir işlem yapmadım
    not mine | not ours | this is not mine | it is not mine | it's not mine | this movement is not mine
    this transaction is not mine | I do not recognise this | I don't recognise this | I do not recognize this
    I don't recognize this
    ليست من طرفي | ليس من طرفي | ليست لي | ليس لي | لا تخصني | لا تخصنا | ليس بعلمي | بدون علمي | هذه الحركة ليست لي
    هذه الحركة لا تخصني | مو لي | مش لي | لا أعرف هذه الحركة
  `),
  mute: phraseList(`
    bildirimi kapat | bildirimleri kapat | bildirim kapat | uyarıları kapat | hareket bildirimini kapat | sessize al | sustur
    mute | mute alerts | mute notifications | turn off alerts | turn off notifications
    إيقاف التنبيهات | كتم | كتم التنبيهات | أوقفوا التنبيهات | إيقاف الإشعارات
  `),
  send_report: phraseList(`
    raporu gönder | raporu gönderin | rapor gönder | raporu at | rapor | raporum | raporu istiyorum | rapor istiyorum
    raporu gönderir misiniz
    send the report | send report | report | my report | send me the report | report please
    إرسال التقرير | أرسلوا التقرير | التقرير | تقرير | أريد التقرير
  `),
  extension: phraseList(`
    süre iste | süre istiyorum | ek süre | ek süre istiyorum | ek süre iste | ek süre talep ediyorum | süre uzatımı
    süre uzat | süreyi uzatın | süre verin | biraz daha süre | biraz daha zaman | daha fazla süre | zamana ihtiyacım var
    süreye ihtiyacım var
    more time | I need more time | need more time | I need time | extension | extend | give me more time | extend the deadline
    أحتاج وقتًا أطول | أحتاج وقتًا | أحتاج المزيد من الوقت | أحتاج إلى وقت | تمديد | تمديد المهلة | مهلة | مهلة إضافية | بدي وقت
  `),
  upload_link: phraseList(`
    yükleme bağlantısı | bağlantı | bağlantıyı gönder | bağlantı gönder | bağlantıyı gönderin | bağlantı istiyorum | link
    link gönder | link at | linki at | linki gönder | linki gönderin | link istiyorum | yükleme linki
    linki gönderir misiniz | bağlantıyı gönderir misiniz
    upload link | send the link | send link | send me the link | the link | secure link
    رابط الرفع | رابط | الرابط | أرسلوا الرابط | أرسل الرابط | إرسال الرابط | بدي الرابط
  `),
  refuse_document: phraseList(`
    göndermeyeceğim | göndermiyorum | göndermem | göndermek istemiyorum | belge göndermeyeceğim | belge göndermiyorum
    belge göndermek istemiyorum | belgeyi göndermeyeceğim | belge vermek istemiyorum | belge vermiyorum
    belge vermeyeceğim | vermek istemiyorum | vermeyeceğim | yüklemeyeceğim | belgeyi vermeyeceğim
    I will not send it | I won't send it | I will not send | I won't send | I do not want to send it
    I don't want to send it | I will not give it | I won't give it | I refuse to send it | I will not upload it
    لن أرسل | لن أرسله | لن أرسلها | لا أريد الإرسال | لا أريد إرسال المستند | لن أرسل المستند | ما رح أبعت | ما بدي أبعت
  `),
  'feedback.positive': phraseList(`
    memnunum | çok memnunum | memnunuz | çok memnunuz | evet memnunum | memnun kaldım | memnun kaldık | çok memnun kaldım
    çok iyi | çok iyiydi | çok güzel | harika | süper | mükemmel | gayet iyi | iyi | iyiydi | güzel
    satisfied | very satisfied | I am satisfied | I'm satisfied | happy | very happy | good | very good | great | excellent
    perfect
    راضٍ | راضي | راضية | راضون | راضين | أنا راضٍ | راضٍ جدًا | ممتاز | جيد | جيد جدًا | رائع
  `),
  'feedback.neutral': phraseList(`
    kararsızım | kararsızız | orta | ortalama | idare eder | fena değil | ne iyi ne kötü | eh işte | 😐
    neutral | so so | average | not bad | neither
    محايد | محايدة | عادي | متوسط | لا بأس | وسط
  `),
  'feedback.negative': phraseList(`
    memnun değilim | memnun değiliz | hayır memnun değilim | hiç memnun değilim | memnun kalmadım | memnun kalmadık
    kötü | çok kötü | kötüydü | berbat | hiç iyi değil | iyi değil | beğenmedim | 😡 | 😠 | 😞 | ☹️
    not satisfied | I am not satisfied | I'm not satisfied | dissatisfied | unsatisfied | unhappy | not happy | bad | very bad
    terrible | not good
    غير راضٍ | غير راضي | غير راضية | غير راضين | لست راضيًا | مو راضي | مش راضي | سيئ | سيء | سيئ جدًا | غير راض
  `),
  'verify.mine': phraseList(`
    evet ben istedim | ben istedim | evet ben yaptım | ben yaptım | ben talep ettim | evet ben talep ettim | bendim
    evet bendim | evet benim | benim | evet bana ait | bana ait | biz istedik | evet biz istedik
    it was me | yes it was me | that was me | yes that was me | yes it's me | it is me | it's me | yes me | I requested it
    yes I requested it | I did it | yes I did
    أنا | نعم أنا | أنا طلبت | نعم أنا طلبت | أنا من طلب | نعم أنا من طلب | إي أنا | أيوه أنا
  `),
  'verify.not_mine': phraseList(`
    ben değilim | hayır ben değilim | ben değildim | hayır ben değildim | ben istemedim | hayır ben istemedim | ben yapmadım
    hayır ben yapmadım | ben talep etmedim | hayır ben talep etmedim | biz istemedik | biz yapmadık | benim işlemim değil
    not me | no not me | it was not me | it wasn't me | no it was not me | no it wasn't me | that was not me
    that wasn't me | I did not request it | I didn't request it | I did not request this | I didn't do it
    لست أنا | لا لست أنا | ليس أنا | لا ليس أنا | مو أنا | مش أنا | لم أطلب | لم أطلب ذلك | أنا لم أطلب | ما طلبت | لا مو أنا
    لا مش أنا
  `),
  correction: phraseList(`
    yanlış bastım | yanlışlıkla bastım | yanlış tuşa bastım | yanlış düğmeye bastım | yanlışlıkla | yanlışlıkla oldu
    yanlışlıkla onayladım | yanlışlıkla reddettim | yanlışlıkla gönderdim | yanlışlıkla yazdım | yanlış yazdım
    düzeltmek istiyorum | yanıtımı düzeltmek istiyorum | cevabımı düzeltmek istiyorum | yanıtımı değiştirmek istiyorum
    cevabımı değiştirmek istiyorum | düzeltme | düzeltme yapmak istiyorum | onayımı geri alıyorum | onayımı geri çekiyorum
    onayımı iptal edin | pardon yanlış bastım | pardon yanlış oldu
    I pressed the wrong button | wrong button | I pressed it by mistake | by mistake | I approved by mistake | it was a mistake
    I made a mistake | my mistake | I want to correct it | I want to correct my answer | I want to change my answer
    بالخطأ | بالغلط | ضغطت بالخطأ | ضغطت بالغلط | ضغطت على الزر الخطأ | وافقت بالخطأ | وافقت بالغلط | رفضت بالخطأ
    أريد التصحيح | أريد تصحيح ردي | أريد تغيير ردي | تصحيح
  `),
  'consent.give': phraseList(`
    izin veriyorum | izin veriyoruz | evet izin veriyorum | iletiye izin veriyorum | kampanya istiyorum
    I permit | we permit | yes I permit | I give permission | I allow | I allow it
    أسمح | أسمح بذلك | نعم أسمح | أعطي الإذن | نسمح
  `),
  'consent.refuse': phraseList(`
    izin vermiyorum | izin vermiyoruz | hayır izin vermiyorum | izin vermem | kampanya istemiyorum | reklam istemiyorum
    I do not permit | I don't permit | we do not permit | I do not give permission | I don't give permission
    I do not allow | I don't allow | no permission
    لا أسمح | لا أسمح بذلك | لا نسمح | لا أعطي الإذن | لا أريد عروضًا
  `),
  go_back: phraseList(`
    vazgeç | vazgeçtim | vazgeçiyorum | geri | geri dön | önceki
    go back | back | never mind | nevermind
    تراجع | رجوع | ارجع | العودة
  `),
};
