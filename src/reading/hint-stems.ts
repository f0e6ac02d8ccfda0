/**
 * Stems of words people say yes or no with, also in idioms and in Latin letters. None of them says either by itself: «kabul» may
 * be hoped for, asked or refused. They only tell that a message is of this kind; whether it is, the classifier has to be sure of,
 * and then a recap asks (ADR 0040). Folded, at the beginning of a word.
 */
const stemsOf = (text: string): RegExp =>
  new RegExp(`(?:^| )(?:${text.trim().split(/\s+/).join('|').replace(/_/g, ' ')})`, 'u');

export const assenting = stemsOf(`
  onay mutab mutap kabul dogru uyum uygun tutuyo tutar tutmakta ortus tamam bagla kilitle hazirla gecin gecebil gec yap hayirli
  rastlanm bulunm ayni denk esit imza normal evet eyvallah olur super cuk
  confi?r?m confri aprov approv accept agree legit spot_on go_ahead go_for hundred all_square balance match pull_the_tr fire_off argue
  enough_for book_it yalla proceed sure same fine good_to lock sign fault
  (?:ال|و|ا|ب|ت|ن|م|أ)?(?:وافق|موافق|وفق|صح|صحيح|مضبوط|مزبوط|ضبط|مطابق|طابق|تمام|نفذ|توكل|بركه|اعتم|عتمد|معتمد|ثبت|اختم|ختم|مشي|امش|يمشي|ماشي|مناسب|سليم|سووها|كمل|بصم|باصم|قبل|متساوي|حسن|بالزبط|عالسنت|راكب|ركب)
  m[ou]?waf mow?afe sa7 9a7 maz?b mot?abe? mutab tamam far2 nafs mashe?y mshouha`);

export const refusing = stemsOf(`
  iptal yanlis hata tutm onaylam kabul_etm olmaz kalsin pahal almam vermem hayir yok red reddet eksik fazla uymu uymad
  reje void cancel forget nowhere impossible dupe not? never wrong high disagree jog_on pull_the_pl dream refus declin deny scrap
  (?:ال|و|ا|ب|م|ت|ن|ي)?(?:غلط|خطا|خاطئ|غير|رفض|ترفض|لغ|الغ|وقف|ناقص|نقص|غريب|بالمشمش|المشمش|احلام|حلم|ابد|عالي|كتير|صعب|مستحيل|محال|شكوك|نسيت|فرق)
  لا مش مو مب ما ليس لم مافي
  la2? mi?sh mo_ ma_ ghalat 8alat elgh? wa22 mosta7`);
