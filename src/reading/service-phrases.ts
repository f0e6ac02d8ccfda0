import { phraseList } from './phrase-list.ts';

/** What is said outside any question: greetings, notices on and off, staff, accounts, personal data. */
export const servicePhrases = {
  ack: phraseList(`
    eyvallah | eyv | 👍 (reaction) | 🙏 | ❤️ | 🙂 | 😊 | 🌹 | teşekkürler | teşekkür ederim | teşekkür ederiz | tşk | tşkler
    çok teşekkürler | çok teşekkür ederim | sağol | sağ ol | sağolun | sağ olun | alındı | aldım | gördüm | anladım
    anlaşıldı | not ettim | bilgim var | rica ederim
    thanks | thank you | thank you very much | many thanks | thx | understood | received | noted | got it | cheers
    شكرًا | شكرًا لكم | شكرًا جزيلًا | مشكور | مشكورين | فهمت | مفهوم | وصل | وصلت | تم الاستلام | علم
  `),
  greet: phraseList(`
    hayırlı işler | hayırlı cumalar | hayırlı sabahlar | hayırlı günler | hayırlı akşamlar | hayırlı bayramlar
    kolay gelsin | merhaba | merhabalar | slm | mrb | selam | selamlar | s.a. | sa | selamün aleyküm | selamünaleyküm
    selamın aleyküm | aleyküm selam | ve aleyküm selam | günaydın | iyi günler | iyi akşamlar | iyi sabahlar
    iyi geceler | iyi çalışmalar | iyi haftalar | iyi bayramlar | bol kazançlar | nasılsınız
    hello | hi | hey | hello there | good morning | good afternoon | good evening | good day | good night
    مرحبًا | مرحبا بكم | أهلًا | أهلًا وسهلًا | هلا | السلام عليكم | السلام عليكم ورحمة الله
    السلام عليكم ورحمة الله وبركاته | سلام عليكم | سلام | وعليكم السلام | صباح الخير | مساء الخير | كيف حالكم | كيفكم
    يعطيك العافية | يعطيكم العافية | الله يعطيك العافية | جمعة مباركة
  `),
  stoppedNotices: phraseList(`
    dur | DURDUR | çık | çıkış | RET | abonelikten çık | üyelikten çık | abonelik iptal | mesaj atmayın | mesaj atma
    mesaj göndermeyin | bana mesaj atmayın | bir daha mesaj atmayın | bir daha yazmayın | artık yazmayın | yazmayın
    mesaj istemiyorum | artık mesaj istemiyorum | bildirim istemiyorum | bildirimleri durdur | bildirim göndermeyin
    listeden çıkarın | beni listeden çıkarın | numaramı silin | rahatsız etmeyin
    STOP | stop notices | stop all | stop messages | stop the messages | stop messaging me | stop sending messages | unsubscribe
    unsubscribe me | opt out | optout | remove me | remove me from the list | do not message me | don't message me
    do not write to me | no more messages
    إيقاف | قف | توقف | توقفوا | وقف الرسائل | إيقاف الرسائل | أوقفوا الرسائل | لا ترسلوا | لا ترسلوا رسائل
    لا أريد رسائل | ما بدي رسائل | لا تراسلوني | إلغاء الاشتراك
  `),
  stoppedUnclearly: phraseList(`
    iptal | iptal et | iptal edin | iptal ediyorum | iptal ediniz
    cancel | cancel it | cancel this
    إلغاء | ألغوا | ألغي
  `),
  resumedNotices: phraseList(`
    BAŞLA | başlat | tekrar başla | yeniden başla | bildirimleri aç | bildirimleri başlat | bildirimi aç | abone ol
    START | resume | subscribe | start again | turn on alerts
    ابدأ | ابدؤوا | استئناف | اشتراك | تشغيل التنبيهات
  `),
  openedMenu: phraseList(`
    menü | ana menü | menüyü göster | menüye dön | yardım | yardım edin | yardım istiyorum | seçenekler | neler yapabilirim
    ne yapabilirsiniz | ? | ?? | ??? | ؟ | ؟؟ | ؟؟؟
    help | help me | menu | main menu | show menu | options | what can you do
    مساعدة | المساعدة | ساعدوني | قائمة | القائمة | القائمة الرئيسية | خيارات | الخيارات
  `),
  askedForHuman: phraseList(`
    temsilci | temsilciye bağlan | temsilciye bağla | temsilciye bağlayın | temsilci istiyorum | müşteri temsilcisi
    müşteri temsilcisine bağlan | müşteri hizmetleri | canlı destek | canlı temsilci | destek | insan | gerçek insan
    gerçek kişi | operatör | operatöre bağlan | yetkili | yetkili kişi | yetkiliye bağlayın | yetkiliyle görüşmek istiyorum
    bir yetkiliyle görüşmek istiyorum | yetkili biriyle görüşmek istiyorum | biriyle görüşmek istiyorum
    biriyle konuşmak istiyorum | birisiyle görüşmek istiyorum | temsilciyle görüşmek istiyorum | insanla konuşmak istiyorum
    bir insanla görüşmek istiyorum | insanla görüşmek istiyorum | bir insanla konuşmak istiyorum
    gerçek bir insanla görüşmek istiyorum | gerçek bir insanla konuşmak istiyorum | muhasebe ile görüşmek istiyorum | muhasebeyle görüşmek istiyorum
    beni birine bağlayın | birine bağlayın | muhasebeye bağlayın
    agent | human | person | operator | representative | staff | talk to a person | talk to staff | talk to a human
    talk to an agent | talk to someone | speak to someone | speak to a person | real person | live agent | live support
    support | customer service | I want to talk to a person | I want to talk to someone | connect me to an agent
    موظف | موظف خدمة العملاء | خدمة العملاء | أريد موظفًا | أريد التحدث مع موظف | التحدث مع موظف | أريد التحدث مع شخص
    أريد التحدث مع إنسان | إنسان | شخص | مسؤول | مندوب | ممثل | بدي موظف | بدي أحكي مع موظف | بدي أحكي مع حدا
    حولوني لموظف | حولوني إلى موظف | الدعم
  `),
  'human.callback': phraseList(`
    beni arayın | beni ara | beni arar mısınız | arayın | arayınız | geri arayın | beni geri arayın | telefonla arayın
    geri arama | geri arama istiyorum | aranmak istiyorum | arar mısınız
    call me | please call me | call me back | call me please | can you call me | callback | call back | phone me
    اتصلوا بي | اتصل بي | اتصلوا | كلموني | أرجو الاتصال | أرجو الاتصال بي | معاودة الاتصال
  `),
  askedForBalance: phraseList(`
    bakiye | bakiyem | bakiyem ne kadar | bakiyem nedir | bakiyem kaç | bakiye sorgula | bakiye öğren | bakiye iste
    bakiye öğrenmek istiyorum | bakiyemi öğrenmek istiyorum | güncel bakiye | cari bakiye | cari hesabım | hesap durumu
    kaç gram borcum var | ne kadar borcum var | borcum ne kadar | borcum var mı | alacağım ne kadar | kaç tl borcum var
    bakiyem ne | bakiye ne kadar | bakiye nedir | bakiyem ne durumda | borcum ne | borcum nedir | borcum kaç
    hesabımda ne var | hesabımda ne kadar var | alacağım nedir
    kaç dolar borcum var | kaç euro borcum var | has bakiye | has bakiyem | altın bakiyem | dolar bakiyem | tl bakiyem
    balance | my balance | what is my balance | what's my balance | account balance | balance please | gold balance
    how much do I owe | show my balance
    ما رصيدي | ما الرصيد | كم رصيد حسابي | ما رصيد حسابي | كم رصيدي | رصيد | رصيدي | الرصيد | كم الرصيد | ما هو رصيدي | رصيد الحساب | رصيد حسابي | قديش رصيدي | كم علي
  `),
  askedForStatement: phraseList(`
    ekstre | ekstre at | ekstre iste | ekstre gönder | ekstre gönderin | ekstre istiyorum | ekstremi gönder
    ekstremi istiyorum | ekstreyi gönder | ekstreyi gönderin | ekstreyi gönderir misiniz | ekstre gönderir misiniz
    ekstre alabilir miyim | hesap ekstresi | hesap ekstresi istiyorum | hesap özeti | hesap dökümü | cari ekstre
    statement | statement please | send statement | send me a statement | send me my statement | send my statement
    account statement | statement of account | I want a statement | I need a statement | request statement
    كشف حساب | كشف الحساب | إرسال كشف الحساب | إرسال كشف حساب | أريد كشف حساب | أرسلوا كشف الحساب | طلب كشف حساب | بدي كشف حساب
  `),
  askedForMovements: phraseList(`
    hesap hareketleri | hesap hareketlerim | hareketler | hareketlerim | son hareketler | son işlemler | işlem geçmişi
    account movements | movements | transactions | my transactions | recent transactions | last transactions
    حركات الحساب | حركة الحساب | الحركات | آخر الحركات | آخر العمليات
  `),
  askedForInvoice: phraseList(`
    faturayı atar mısınız | fatura | faturam | faturayı gönder | faturayı gönderin | faturayı gönderir misiniz
    fatura iste | fatura istiyorum | fatura gönderin | faturamı gönderin
    invoice | my invoice | invoice please | send the invoice | send my invoice
    فاتورة | الفاتورة | فاتورتي | أرسلوا الفاتورة | إرسال الفاتورة | أريد الفاتورة
  `),
  askedForPrice: phraseList(`
    gram kaç | gram ne kadar | gram kaç para | altın kaç | altın kaç para | altın ne kadar | has kaç | has ne kadar
    çeyrek kaç | çeyrek ne kadar | dolar kaç | altın fiyatı | gram fiyatı | gram altın | fiyat | fiyatlar | kur | kurlar
    gold price | price | prices | how much is gold | what is the gold price | exchange rate | rate
    سعر الذهب | كم سعر الذهب | سعر الغرام | كم الغرام | السعر | الأسعار | سعر الصرف
  `),
  askedForStatus: phraseList(`
    işlemim neden bekliyor | neden bekliyor | işlem neden bekliyor | işlemim ne durumda | işlemim ne oldu | işlem durumu
    işlemim nerede kaldı | durum nedir | ne durumda | neden beklemede
    status | transaction status | what is the status | why is it pending | why is my transaction waiting
    why is my transaction pending
    لماذا معاملتي معلقة | ليش معاملتي واقفة | لماذا تنتظر معاملتي | ما وضع معاملتي | حالة المعاملة | أين معاملتي
    وين صارت معاملتي
  `),
  resend: phraseList(`
    mutabakat mektubunu tekrar gönderin | mutabakat mektubunu gönderin | mektubu tekrar gönderin | mektubu tekrar gönder
    tekrar gönder | tekrar gönderin | tekrar gönderir misiniz | yeniden gönder | yeniden gönderin | bir daha gönderin
    mesajı tekrar gönder | mektubu göremiyorum | dosya açılmıyor | pdf açılmıyor
    resend | resend it | send again | send it again | resend the letter | send the letter again | please resend
    إعادة الإرسال | أعيدوا الإرسال | أرسلوا مرة أخرى | أرسلوا مرة ثانية | أرسلوا الخطاب مرة أخرى
  `),
  reportedWrongNumber: phraseList(`
    yanlış numara | yanlış numaraya yazdınız | yanlış numara efendim | numara yanlış | yanlış kişi | yanlış kişiye yazdınız
    yanlış kişiye yazıyorsunuz | ben o kişi değilim | o kişi ben değilim | ben o değilim | aradığınız kişi ben değilim
    aradığınız kişi değilim | bu numara artık bana ait | bu numara başkasının | bu numara değişti | artık orada çalışmıyorum
    bu firmada çalışmıyorum | o firmada çalışmıyorum
    wrong number | wrong person | you have the wrong number | you have the wrong person | I am not that person
    I'm not that person | this is the wrong number | I no longer work there | I do not work there
    الرقم خطأ | الرقم غلط | رقم خطأ | رقم غلط | رقم خاطئ | غلطان بالرقم | الشخص الخطأ | لست هذا الشخص | لست الشخص المطلوب
    أنا لست هذا الشخص | أنا لست الشخص المطلوب | لم أعد أعمل هناك
  `),
  askedForErasure: phraseList(`
    verilerimi silin | verilerimi sil | kişisel verilerimi silin | bilgilerimi silin | verilerimin silinmesini istiyorum
    delete my data | erase my data | remove my data | delete my information | forget me
    احذفوا بياناتي | احذف بياناتي | امسحوا بياناتي | امسح بياناتي | حذف بياناتي
  `),
  askedForAccess: phraseList(`
    hangi verilerimi tutuyorsunuz | hangi verilerim var | verilerimi görmek istiyorum | verilerimi öğrenmek istiyorum
    what data do you hold | what data do you have | what data do you have about me | show my data | what data do you keep
    ما بياناتي لديكم | ما هي بياناتي لديكم | ما البيانات التي لديكم عني | أريد الاطلاع على بياناتي
  `),
  askedForNotice: phraseList(`
    aydınlatma metni | aydınlatma | kvkk metni | kvkk aydınlatma metni | gizlilik bildirimi | gizlilik politikası
    privacy notice | privacy policy
    إشعار الخصوصية | سياسة الخصوصية
  `),
  withdrewConsents: phraseList(`
    rızamı geri çekiyorum | rızamı geri alıyorum | açık rızamı geri çekiyorum | iznimi geri alıyorum | iznimi geri çekiyorum
    I withdraw my consent | withdraw my consent | withdraw consent
    أسحب موافقتي | سحب الموافقة | أسحب الإذن
  `),
  'privacy.correct': phraseList(`
    verilerimi düzeltin | bilgilerimi düzeltin | verilerim yanlış | bilgilerim yanlış | bilgilerimi güncelleyin
    verilerimin düzeltilmesini istiyorum
    correct my data | my data is wrong | correct my information | update my information
    صححوا بياناتي | بياناتي خاطئة | تصحيح بياناتي | تحديث بياناتي
  `),
};
