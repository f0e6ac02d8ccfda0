/**
 * An explicit wish not to be written to, in whole sentences (law 6563: obeyed at once). It needs a word that stops and, near it, what
 * shall stop: messages, or writing to me. A wish about a part of them (movements, nights, campaigns), about what is written into the
 * books, or to be written to again is none. Everything is compared folded.
 */
interface Cues {
  /** Writing, denied in one word: «yazmayın», «متبعتوش». */
  denied: RegExp;
  /** A negation and the writing it denies, in two words: «don't message», «لا ترسل». */
  negation: RegExp;
  writing: RegExp;
  stopping: RegExp;
  /** With a negation in front, or by itself: not wanted. */
  unwanted: RegExp;
  messages: RegExp;
  /** To me, any more, on this number: nothing that can be in the books. */
  toMe: RegExp;
  whole: RegExp;
}

const turkish: Cues = {
  denied:
    /^(?:yaz|at|gonder|yolla|sal|ilet|ara|calis|ulas)m[ae]+(?:y[iu]n(?:[iu]z)?|s[iu]n(?:l[ae]r)?|s[ae]n[iu]z|zs[ae]n[iu]z|y[ae]l[iu]m|m[ae]n[iu]z[iu]|n)?$|^gelmesin$|^gelmeyecek$|^atmyn$/u,
  negation: /^(?:rahatsiz|iletisim)$/u,
  writing: /^(?:etm[ae]y[iu]n(?:[iu]z)?|etme|kurm[ae]y[iu]n(?:[iu]z)?|kurulmam\p{L}+|ediyorsunuz)$/u,
  stopping:
    /^(?:kes|kesin|kesiniz|durdur|durdurun|durdurunuz|durdurulsun|birakin|birak|kapatin|kapatiniz|sonlandir(?:in|iniz|ilmasini)|vazgecin|kesmenizi|durdurur|durdurabilir|durdurmanizi|cikar|cikarin|cikariniz|cikmak|reddediyorum|verin|verilmesini)$/u,
  unwanted:
    /^(?:istemiyoru[mz]|istemiyrum|istemirem|istemem|istemiyom|istemiyoz|istemedigimi|istemedigimizi|reddediyorum|gonderilmemesini|atilmasin\p{L}*)$/u,
  messages:
    /^(?:mesaj\p{L}*|mesj|msj\p{L}*|bildirim\p{L}*|ileti\p{L}{0,6}|sms|whats?app\p{L}*|spam|listeden|listenizden|listesinden|abonelig\p{L}*|yazmayi|yazisma\p{L}*)$/u,
  toMe: /^(?:bana|bna|bize|benimle|bizimle|buraya|artik|artk|numaraya|numarama|telefonuma|telefona|hattima|tarafim\p{L}*|sonra|daha|gayri|yeter|diye|siz|hec|hic|hicbir|hicbi|gece|rahatsiz|engelle\p{L}*)$/u,
  whole:
    /(?:beni rahat birak|haber (?:\p{L}+ )?istemi|iletisime gecilmemesi|(?:liste|numaram)\p{L}*(?: \p{L}+){0,2} (?:sil|cikar)(?:in\p{L}*)?(?= |$)|whatsapp\p{L}* uzak dur|iletisim kurulmamasi|gonderimine(?: \p{L}+)? son|abonelikten cik|uyelikten cik|listeden cik)/u,
};

const english: Cues = {
  denied: /^(?:unsubscribe|unsuscribe|unsub)$/u,
  negation: /^(?:dont|not|never|no|cannot|nobody|stop|quit|cease|refrain)$/u,
  writing:
    /^(?:message|messaging|messaged|msg|msgs|text|texts|texting|write|writing|contact|contacting|contacted|whatsapp|disturb|spamming|send|sending|msging|sent)$/u,
  stopping: /^(?:stop|quit|cease|cancel|remove|delete|unsubscribe)$/u,
  unwanted: /^(?:want|wish|like|need|interested)$/u,
  messages:
    /^(?:messages?|messaging|msgs?|texts?|texting|whatsapps?|notifications?|list|lists|spam|sms|letters)$/u,
  toMe: /^(?:me|us|again|anymore|more|here|phone|number|ever|future|now|nobody)$/u,
  whole:
    /(?:^(?:please )?stop(?: please| pls| sending| sending me)?$|opt (?:me )?out|do not contact list|lose my number|no further contact|not a single message|(?:switch|turn) off (?:all |the |your |these |those )?(?:messages|texts|whatsapps|notifications)|no more (?:\p{L}+ and )?(?:messages?|texts?|letters|whatsapps?|notifications?)(?= |$)|unsub(?:scribe)?(?= |$)|unsuscribe|(?:stop|quit) (?:writing|messaging|texting|msging|contacting|spamming|whatsapping)|stop sending (?:these|this|me|any)|leave me alone(?: \p{L}+){0,3} (?:text|message)|(?:dont|do not|never|no longer|not) (?:want|wish|like|need)(?: \p{L}+){0,4} (?:contacted|messaged|hear from you|get(?:ting)? (?:these|this|any)|write here|anything sent|see another)|prefer not to (?:be|get|receive|hear)|want (?:off|out)(?: of| this| it| your|$)|rather (?:you )?(?:didnt|not) (?:message|text|write|contact|send me)|left off|(?<!\p{L})(?:discontinue|desist|terminate|cease|end|withdraw from)(?: \p{L}+){0,4} (?:messages?|correspondence|communications?|notifications?|texts)|stop all (?:communications?|correspondence)|no (?:further|more) (?:messages?|texts|contact)|no messages to me|block(?:ing)? you if you|message me again and|(?:take|remove) my number off|turn off every|(?:take|get|keep) me (?:off|out)(?: of)? (?:your|ur|the|this|it|automatic))/u,
};

const arabicWriting = '(?:رسل|راسل|بعت|بعث|كتب|تواصل|طرش|دز|حكو|زعج|كلمو|علمو)';
const arabic: Cues = {
  denied: new RegExp(`^(?:ل|مت|مات|ماي|مي(?!ت))ت?${arabicWriting}\\p{L}*$`, 'u'),
  negation:
    /^(?:لا|ما|ولا|فلا|بلاش|عدم|عاد|تعود|الا|مابي|ماابي|مش|مو|مب|لم|حاج|بس|بطلو|بطلوا|وقفو|وقفوا|ماعاد)$/u,
  writing: new RegExp(`^(?:ت|ي|يت|ن)?ت?${arabicWriting}\\p{L}*$|^مراسل\\p{L}*$`, 'u'),
  stopping:
    /^(?:و?قف\p{L}{0,3}|اوقف\p{L}{0,4}|توقف\p{L}{0,3}|وكف\p{L}{0,3}|بطل\p{L}{0,4}|باطلو|كف\p{L}{0,2}|كافي|كفايه|كفي|بكفي|اقطع\p{L}{0,4}|قطع\p{L}{0,4}|الغ\p{L}{0,3}|الغاء|شيل\p{L}{0,4}|قيم\p{L}{0,3}|طلع\p{L}{0,4}|اخرج\p{L}{0,4}|حل|فك\p{L}{0,2}|ابعد\p{L}{0,3}|ستوب|وقف)$/u,
  unwanted:
    /^(?:ابي|ابغي|ابغا|بدي|بدنا|اريد|اريدها|ابيها|عايز\p{L}?|عاوز|ارغب|اود|محتاج\p{L}{0,3}|مابي|مابيها|ماريد)$/u,
  messages:
    /^(?:ال|هال|بال|عال|ل|وال|ب)?(?:رسا[يئ]ل\p{L}*|رساله|مسج\p{L}*|مراسل\p{L}*|اشعارات\p{L}*|الكتابه|كتابه|اشتراكي|رقمي)$/u,
  toMe: /^(?:لي|لنا|الي|ليا|عني|علي|عليا|هنا|بعد|تاني|ثانيه|ثاني|مجددا|نهائيا|ابدا|ابد|بنوب|بقي|مره|هلق|شي|شيئا|عندكم|عندكن|يمكم|منكم|منكن|وياي)$/u,
  whole:
    /(?:حلو عني|سيبوني في حالي|عدم مراسلتي|وقف جميع المراسلات|لا مزيد من الرسا[يئ]ل|(?:لا|ما|ولا|مش|مو)(?: عاد| تعود| بقي| عدت)? (?:ت|ن)?(?:رسل|راسل|بعت|كتب|طرش|دز)\p{L}*(?: \p{L}+){0,2} (?:رسا[يئ]ل\p{L}*|مسج\p{L}*|بعد|تاني|ابد\p{L}*)|(?:لا|ما|مابي|ابي|بدي|اريد|اود|عايز|عاوز|ارغب)(?: \p{L}+){0,3} (?:ت?وصلني|يوصلني|تصلني|يجيلي|تجيني|يجيني)(?: \p{L}+){0,3}(?: |$)(?:شي|اي|رسا\p{L}*|مسج\p{L}*|حاجه|منكم|منكن)|لا تراسلو\p{L}*|لا عاد (?:تراسل|ترسل|تكتب|تطرش)\p{L}*|شيلوني من عند\p{L}*)/u,
};

/** Only a part of it, or something else: what was meant is asked, or another reading knows. */
const parts =
  /(?:^| )(?:hareket\p{L}*|islem\p{L}*|alis|alim|girdi|giris|girip|cikis|kucuk|sadece|disinda|haric|kampanya\p{L}*|reklam\p{L}*|pazarlama|tanitim|urun|seyrek|sik|indirim|hafta sonu|konuda|odeme|transfer\p{L}*|bu kadar(?= )|bu kadar|gece|pazar|borc|borca|fatura\p{L}*|hesab(?:a|im\p{L}*)|deftere|defterime|cariye|carime|fis\p{L}*|iade|belge|dekont|veri|verilerimi|kisisel|bilgilerim\p{L}*|kimlik|movement\p{L}*|transaction\p{L}*|entry|entries|booking|posting|only|just|yet|fewer|less|every (?:time|entry|gram|little)|night|sundays?|marketing|ads?|adverts?|advertis\p{L}*|campaign\p{L}*|promo\p{L}*|offers?|newsletter|pdf|invoice|data|database|discount\p{L}*|deals?|whenever|after \d+|at \d+ ?(?:am|pm)|at night|\d+ gun|bayramda|siz bilirsiniz|(?:bu|su|o) (?:mesaji|msji|bildirimi|iletiyi|smsi)|boyle (?:bir )?(?:mesaj|bildirim|sms)|(?:this|that) (?:message|text|notification|one)|w(?:ee)?ke?nds?|wknds?|(?:mon|tues|wednes|thurs|fri|satur)days?|namaz\p{L}*|ezan\p{L}*|cuma\p{L}*|iftar\p{L}*|toplanti\p{L}*|mesai\p{L}*|arayin|arayin\p{L}*|(?:ال|هال|بال|عال|ل|مع)?(?:حركه|حركات|قيد|قيود|عروض\p{L}*|عرض|دعاي\p{L}*|اعلان\p{L}*|تسويق\p{L}*|ترويج|حملات|بيانات\p{L}*)|(?:قبل|بعد) (?:الساعه|صلاه|العشاء?|المغرب)|(?:وقت|يوم) (?:الصلاه|الجمعه|النوم|الدوام)|الويكند|(?:هال|هذي? ال|هاي ال)?رساله هذي|عند كل|كل (?:حركه|عمليه)|مع كل|فقط|خفف\p{L}*|قلل\p{L}*|الباقي)(?= |$)/u;
/** Written to again, or that it stopped before. */
const resumed =
  /(?:^| )(?:undo|undone|(?:no longer|dont|do not|never) (?:have|find|see|got|get) (?:your|the|that|any) (?:last |old )?(?:message|text|letter|link)|ما (?!ت)\p{L}{1,5}تول[يهن]\p{L}{0,2}|durmayin\p{L}*|(?:remove|delete|cancel|undo|take back|withdraw) (?:that|this|my|the|his|her) (?:ok|okay|yes|no|answer|approval|confirmation|reply|response|click)|kesmeyin\p{L}*|kesmesin|durdurmayin\p{L}*|birakmayin\p{L}*|kapatmayin\p{L}*|(?:dont|do not|not|never|wouldnt|didnt) (?:(?:want|like|need|wish|ask(?:ed)?|expect|mean) (?:\p{L}+ ){0,2}(?:to )?)?(?:stop(?:ping)?|end|quit|remove|unsubscribe|cut)|عدم (?:ايقاف|وقف|توقيف)|لا (?:ت?وقفو?ا?ن?|توقف|تقطع\p{L}*|تلغ\p{L}*)|لا تنس\p{L}* ترسل\p{L}*|demiyo\p{L}*|yeniden|tekrar (?:ac\p{L}*|baslat\p{L}*|yaz|yazin|gonder\p{L}*)|baslat\p{L}*|acin|durdurmust\p{L}*|accident\p{L}*|resume|restart|mistake|(?:dont|not) stop|start them|revoke|unblock|want your|again i|رجع\p{L}*|ارجع\p{L}*|ترجع\p{L}*|تفعيل\p{L}*|مجددا تكتبو|كنت|ندمت|ارجاع\p{L}*|تنسي|الفاتوره|الكشف|الرابط|بالغلط|(?:لا|ما|مافي|مفيش|ماكو)(?: \p{L}+)? (?:مانع|باس|مشكله)|(?:اوعي|اوعا|اياك|اياكم|دير بالك|ديروا بالكم)(?: \p{L}+)? (?:ت?وقف|ت?قطع|ت?بطل|ت?لغ)\p{L}*|اقصد)(?= |$)/u;
/** «Gece gündüz», «gece on birde», «hem mutabakat hem hareket … hiçbirini»: an excess, not a part. */
const wholly =
  /(?:gece gunduz|gece on|geceleri|tamamen|hepsi|hicbir|hic bir|her sey|completely|all messages|everything|anything|night messages|كلها|نهائيا|جميع)/u;
const neverWholly = /(?:kampanya|reklam|urun|marketing|عروض|ترويج|veri|kisisel|data|بيانات)/u;
/** Said of others or asked: «kim yazıyor», «are you sending». */
const asked =
  /(?:^| )(?:kim|neden|niye|kimsiniz|who|why|when|هل|ليش|لماذا|من انتم|لم اجد|ممكن|قال|قلي|قالي|كال|المحامي)(?= |$)/u;

/** More words than this tell a story; somebody reads it. */
const mostWords = 40;
/** How far apart the word that stops and what it stops may be. */
const near = 6;

const isNear = (words: readonly string[], one: RegExp, other: RegExp): boolean =>
  words.some(
    (word, at) =>
      one.test(word) &&
      words
        .slice(Math.max(0, at - near), at + near + 1)
        .some((next, n) => n !== Math.min(at, near) && other.test(next)),
  );

/** A negation at most two words in front of what it denies. */
const denies = (words: readonly string[], { negation }: Cues, what: RegExp): boolean =>
  words.some(
    (word, at) =>
      what.test(word) &&
      words
        .slice(Math.max(0, at - (negation === arabic.negation ? 1 : 2)), at)
        .some((before) => negation.test(before)),
  );

const says = (words: readonly string[], cues: Cues): boolean => {
  const { denied, writing, stopping, unwanted, messages, toMe } = cues;
  const isDenied = isNear(words, denied, messages) || isNear(words, denied, toMe);
  const isUnwanted =
    cues === turkish
      ? isNear(words, unwanted, messages)
      : denies(words, cues, unwanted) && words.some((word) => messages.test(word));
  const isMine = (word: string): boolean => toMe.test(word) || messages.test(word);
  const isForbidden = denies(words, cues, writing) && (words.some(isMine) || words.length <= 3);
  return isDenied || isUnwanted || isForbidden || isNear(words, stopping, messages);
};

const isPartial = (folded: string): boolean =>
  parts.test(folded) && !(wholly.test(folded) && !neverWholly.test(folded));

/** Is it an explicit wish not to be written to? `folded`: the folded text. */
export const isStopWish = (folded: string): boolean => {
  const words = folded.replace(/[?؟]/g, '').split(' ').filter(Boolean);
  if (words.length > mostWords || resumed.test(folded) || asked.test(folded)) return false;
  if (isPartial(folded)) return false;
  return [turkish, english, arabic].some((cues) => cues.whole.test(folded) || says(words, cues));
};

/** Stems of words about writing and messages, and of words that end, deny or keep off; in Turkish, English and Arabic, also in Latin letters. */
const writingStem =
  /(?:^| )(?:m[ae]?s[ae]?j|msg|m[ae]sag|messag|bildirim|ileti|sms|wh?ats|wp|yaz|gonder|yoll|at[ma]|alma|gelme|rahatsiz|haber|liste|abone|unsub|texts?(?: |$)|texting|writ|contact|notif|spam|sen[dt]|ping|broadcast|communic|correspond|hear(?:ing)? from|mailing|list|ur end|your end|updates?|chat|(?:ال|هال|بال|عال|لل|ل|و|ف|ت|ي|ن|ب|م|ما|مت|لت|ات)*(?:رسل|رسا[يئ]ل|رساله|مسج|بعت|بعث|كتب|كتاب|كتبول|راسل|ارسال|اشعار|تواصل|واتس|طرش|دز|شتراك|نشر|زعج|وصل|يجيني|تجيني|تنبيه|قا[يئ]مه|قوا[يئ]م|ليست|يست|رقم|ستلم|ستقبل)|\p{L}{0,3}(?:b3a?[td]|rs[ae]l|ras[ae]?[yi]?[ei]?l|rsayel|ktb|kteb|wsal))/u;
const endingStem =
  /(?:^| )(?:istem|istiy|gerek yok|luzum|kes|durdur|birak|engel|blok|sonlan|son ver|kapat|cikar|vazgec|bitsin|\p{L}+m[ae](?:y[iu]|s[iu]n|se|sa|yin|z|n|y|m)|\p{L}+(?:il|ul|n)m[ae]s|stop|stp|end|quit|ceas|refrain|dn?t|dont|didnt|not|never|no|remove|take|delet|delee|block|unsub|revoke|finish|rid|leave|off|without|(?:و|ف)?(?:لا|ما|ماعاد|ماكو|مابا|بلاش|مابي|ماريد|ماابي|مش|مو|الا|عدم|لم|ممنوع|نهائيا|اخر)(?: |$)|(?:ال|و|ا|ت|ن|ي|ب|ف|فت)?(?:وقف|وكف|توقف|كف|بطل|الغ|لغ|نهو|شيل|طلع|حذف|مسح|نمسح|رفع|شطب|بلوك|حظر|كافي|كنسل|متبع|ماتبع|امتن)|\p{L}{0,2}(?:mat?b|mab|wa22|wa2ef|wqf|bala|5alas|khalas)|(?:la|ma) (?:t|\p{L}*b3)|mi?sh )/u;

/** Could it be one? Something that ends beside something about writing; whether it is one, another reading has to bear out. */
export const mayBeStopWish = (folded: string): boolean =>
  folded.split(' ').length <= mostWords &&
  !resumed.test(folded) &&
  !isPartial(folded) &&
  writingStem.test(folded) &&
  endingStem.test(folded);
