import { phraseList } from './phrase-list.ts';

/** Phrases that speak of a balance: as a yes they only count in a reconciliation. Each is listed under `approve.strong` too. */
export const reconciliationPhrases = phraseList(`
  mutabıkız | mutabıkım | mutabığız | mutabığım | biz mutabıkız | aynen mutabıkız | tamamen mutabıkız
  evet mutabıkız | evet mutabıkım | evet mutabığız | mutabıkız efendim | evet mutabıkız efendim | mutabığız efendim
  bakiyede mutabıkız | bakiyede mutabığız | hesapta mutabıkız | hepsinde mutabıkız | bütün birimlerde mutabıkız
  bakiyeyi onaylıyorum | bakiyeyi onaylıyoruz | mutabakatı onaylıyorum | mutabakatı onaylıyoruz
  we agree | yes we agree | I agree | yes I agree | we agree with the balance | we agree on the balance
  we confirm the balance | I confirm the balance | yes we confirm the balance
  نؤكد الرصيد | أؤكد الرصيد | نوافق على الرصيد | أوافق على الرصيد | نعم نوافق على الرصيد
  الحساب مطابق | الرصيد مطابق | نعم الرصيد مطابق
`);

/** Answers to an open question. Only the words of `approve.strong` may ever count as a yes (domain 9.1 rule 5). */
export const answerPhrases = {
  'approve.strong': [
    ...reconciliationPhrases,
    ...phraseList(`
      onaylıyorum | onaylıyoruz | ben onaylıyorum | biz onaylıyoruz | onay veriyorum | onay veriyoruz
      onayladım | onayladık | işlemi onaylıyorum | işlemi onaylıyoruz
      kabul ediyorum | kabul ediyoruz | kabulümdür | kabulümüzdür | tasdik ediyorum | tasdik ediyoruz
      evet onaylıyorum | evet onaylıyoruz | evet kabul ediyorum | evet kabul ediyoruz | evet onay veriyorum
      onaylıyorum efendim | onaylıyoruz efendim | evet onaylıyorum efendim | evet onaylıyoruz efendim
      kabul ediyorum efendim | kabul ediyoruz efendim
      I approve | we approve | approve | approved | yes I approve | yes we approve | yes approved
      I confirm | we confirm | confirmed | yes I confirm | yes we confirm | I accept | we accept | yes I accept
      أوافق | نوافق | موافق | موافقون | أنا موافق | نحن موافقون | نعم أوافق | نعم نوافق | نعم موافق
      نعم موافقون | نعم أنا موافق | أقبل | نقبل
    `),
  ],
  'approve.soft': phraseList(`
    uygundur | uygun | onay | onaydır | onaylandı | kabul | evet | Evett | evt | eved | ewt | tabii | elbette | tabii ki
    tamam | tamamdır | tmm | tmmdır | tm | tamamdir efendim | olur | peki | doğru | doğrudur | onaylıyom | onaylıyoz
    sorun yok | itirazım yok | itirazımız yok | itiraz yok | problem yok | sıkıntı yok | fark yok | eksik yok
    okey | ok | okay | oki | okeydir | he | hee | hıhı | hı hı | aha | aynen | aynen öyle | kesinlikle | öyle
    hepsi doğru | hepsi tamam | her şey doğru | her şey tamam | bakiye doğru | bakiye tamam | hesap doğru | tutuyor
    bakiye tutuyor | rakamlar doğru | bizde de aynı | kabul ettim | kabul ettik | mutabık | evet kaydedin | evet kaydediniz
    👍 | ✅ | ✔️ | 👌 | +1 | ☑️ | 💯
    yes | yep | yeah | yup | yes I do | sure | of course | correct | right | agreed | fine | no problem | no objection
    all correct | all good | everything is correct | balance is correct | the balance is correct | it matches
    looks good | that is correct | yes correct | k | absolutely | yes record it
    نعم | أيوه | ايوا | اي | إي نعم | أجل | بلى | تمام | ماشي | صحيح | مضبوط | أكيد | طبعا | مطابق | موافقة | موافقين | اوكي
    كله صحيح | كل شيء صحيح | الرصيد صحيح | الحساب صحيح | لا مانع | لا مشكلة | مافي مشكلة | نعم سجلوا الرد
  `),
  reject: phraseList(`
    hayır | hayır hayır | hyr | yok | cık | olmaz | asla | kesinlikle hayır | hayır olmaz | olmadı
    onaylamıyorum | onaylamıyoruz | onaylamam | onaylamayız | onaylamadım | onaylamadık | onay vermiyorum
    onay vermiyoruz | onay yok | onay vermem | hayır onaylamıyorum | hayır onaylamıyoruz | kesinlikle onaylamıyorum
    mutabık değiliz | mutabık değilim | mutabık değil | hayır mutabık değiliz | hayır mutabık değilim | mutabakat yok
    mutabakat sağlanamadı | mutabık kalamadık | mutabakat sağlayamadık | mutabık olmadık
    kabul etmiyorum | kabul etmiyoruz | kabul edilemez | kabul etmem | kabul etmeyiz | hayır kabul etmiyorum
    hayır kabul etmiyoruz | kabul değil | reddediyorum | reddediyoruz | red | reddettim | red ediyorum | ret ediyorum
    itiraz ediyorum | itiraz ediyoruz | itirazım var | itirazımız var | katılmıyorum | katılmıyoruz | uygun değil
    yanlış | hatalı | eksik var | fazla var | fark var | hata var | yanlışlık var | sorun var | yanlış var | farklı
    bakiye yanlış | bakiyem yanlış | bakiye hatalı | bakiye farklı | bakiye doğru değil | bakiye tutmuyor
    hesap tutmuyor | hesap yanlış | tutmuyor | uyuşmuyor | bakiye uyuşmuyor | bizde farklı görünüyor | bizde farklı
    bizde öyle görünmüyor | rakam yanlış | rakamlar yanlış | hepsi yanlış | tamamı yanlış | hiçbiri doğru değil
    doğru değil | tamam değil | evet değil | olumsuz
    ❌ | 👎 | 🚫 | ✖️
    no | nope | nah | no way | never | I do not approve | I don't approve | we do not approve | we don't approve
    not approved | we don't agree | we do not agree | I don't agree | I do not agree | not agreed | disagree
    I disagree | we disagree | I object | we object | reject | I reject | we reject | rejected | decline | declined
    I refuse | I do not accept | we do not accept | not accepted | not correct | incorrect | not right | wrong
    wrong balance | balance is wrong | the balance is wrong | the balance is not correct | it does not match
    does not match | doesn't match | there is a difference | all wrong | everything is wrong | not confirmed | no I don't
    لا | كلا | لا لا | لا أوافق | لا نوافق | لا أقبل | لا نقبل | غير موافق | غير موافقين | غير موافقون | غير موافقة
    لست موافقًا | لست موافق | لسنا موافقين | مو موافق | مو موافقين | مش موافق | مش موافقين | ما بوافق | ما أوافق
    ما نوافق | ما بنوافق | غير مطابق | مو مطابق | مش مطابق | الرصيد غير مطابق | الحساب غير مطابق | أرفض | نرفض | مرفوض
    خطأ | غلط | خاطئ | غير صحيح | مو صحيح | مش صحيح | الرصيد غلط | الرصيد خطأ | الرصيد غير صحيح | الحساب غلط
    يوجد فرق | في فرق | يوجد خطأ | في غلط | في خطأ | عندي اعتراض | لدي اعتراض | لدينا اعتراض | عندنا اعتراض | أعترض
    نعترض | كله غلط | الكل غلط
  `),
  'reject.partial': phraseList(`
    has doğru, TL yanlış | altında mutabıkız dolarda değiliz | mutabıkız ama 500 TL fark var
    yes but the USD line is wrong
    موافق بس الدولار غلط
  `),
  conditional: phraseList(`
    onaylıyorum ama fatura düzeltilsin
    approved if you fix the date
  `),
  defer: phraseList(`
    onaylarım | onaylarız | onaylayacağım | onaylayacağız | sonra onaylarım | sonra | daha sonra | sonra bakarım
    bakarım | bakarız | bakacağım | bakacağız | bakayım | tamam bakarım | tamam bakıyorum | bakıyorum | bakıp döneceğim
    bakıp döneriz | kontrol edeceğim | kontrol edeceğiz | kontrol edeyim | kontrol ediyorum | kontrol edip döneceğim
    inceleyeceğim | inceliyorum | inceleyip döneceğim | yarın | yarın dönerim | yarın bakarım | yarın onaylarım
    döneceğim | dönüş yapacağım | size döneceğim | birazdan | birazdan bakarım | haftaya | akşam bakarım | şimdi değil
    muhasebeye soralım | muhasebeye sorayım | muhasebeye soracağım | muhasebeciye soracağım | ortağıma soracağım
    müsait değilim | şu an müsait değilim | şimdi müsait değilim | toplantıdayım | meşgulüm | yoldayım
    ok will check | will check | I will check | I'll check | we will check | let me check | let me see | let me look
    I'll get back to you | I will get back to you | will get back to you | later | tomorrow | not now | not yet
    I will approve | I would approve | I am busy | I'm busy | busy | in a meeting | I need to ask accounting
    رح أشوف وأرد | بكرة برد عليكم | بكرة | غدًا | لاحقًا | بعدين | فيما بعد | سأراجع | سنراجع | رح أراجع | سأرد لاحقًا
    سأوافق | سوف أوافق | خليني أشوف | خليني أراجع | مشغول | أنا مشغول | ليس الآن | مو هلق | مش هلأ | سأسأل المحاسب
  `),
  question: phraseList(`
    olur mu | olmaz mı | onayladınız mı | onaylayayım mı | onay bekliyorum | onayınızı bekliyorum | hangi işlem
    hangi hesap | hangi bakiye | hangi fatura | hangi birim | neyi onaylıyorum | neyi onaylıyoruz | hayırdır | ne
    bu ne | bu nedir | ne için | neden | niye | nasıl | ne demek | anlamadım | anlayamadım | soru sor | sorum var
    bir sorum var | soru | soru sormak istiyorum | açıklar mısınız | ne yapmalıyım
    should I approve? | ask a question | I have a question | question | what is this | what is it | why | which one
    which transaction | which invoice | what should I do | I do not understand | I don't understand | what does it mean
    هل أوافق؟ | لدي سؤال | عندي سؤال | سؤال | لدي استفسار | عندي استفسار | استفسار | ما هذا | شو هاد | لماذا | ليش
    أي عملية | أي فاتورة | لم أفهم | ما فهمت | بانتظار موافقتكم
  `),
  askedWhoWeAre: phraseList(`
    siz kimsiniz | kimsiniz | kimsin | sen kimsin | bu kim | hangi firma | kiminle görüşüyorum | kim bu
    who are you | who is this | which company | who am I talking to
    من أنتم | من أنت | من معي | مين معي | مين أنتو | أي شركة
  `),
  ambiguous: phraseList(`
    reddetmiyorum | itiraz etmiyorum | inşallah | hallederiz | olabilir | olabilir belki | galiba doğru | galiba
    sanırım | sanırım doğru | herhalde | belki | muhtemelen | kısmen | bakalım | fark etmez | farketmez | neyse | bilmiyorum
    bilmiyoruz | emin değilim | emin değiliz | hm | hmm | hımm
    not sure | I am not sure | I'm not sure | maybe | perhaps | probably | I think so | I guess | I do not know
    I don't know | hopefully | whatever | partly | partially
    طيب | إن شاء الله | بإذن الله | ربما | يمكن | احتمال | لا أعرف | لا أدري | ما بعرف | مو متأكد | مش متأكد
    لست متأكدًا | جزئيًا
  `),
};
