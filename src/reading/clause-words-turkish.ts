import { senseFrom, wordSet } from './clause-sense.ts';
import type { Sense, SenseOf } from './clause-sense.ts';

const listed = senseFrom([
  ['not', wordSet('degil degildir degiliz degilim degilmis degildi diil degl')],
  ['none', wordSet('yok yoktur yokmus yokki yoh sifir bulunmuyor bulunmamakta bulunmamaktadir')],
  ['refuse', wordSet('hayir hyr yoo yooo olmaz olmadi asla cik red ret reddet')],
  [
    'yes',
    wordSet(
      'evet evt evett ewet ok oke okey okay okeydir aynen tamam tmm tamamdir tamamdur tamamiz tmmdir peki olur olurdur he hee heri elbette tabi tabii tabiki tabiiki kesinlikle',
    ),
  ],
  [
    'if',
    wordSet(
      'eger sayet sartiyla sartla sarti kosuluyla kosulu takdirde durumunda olmadan etmeden once onceki ise halinde kaydiyla halde',
    ),
  ],
  [
    'ask',
    wordSet(
      'mi mu miyim miyiz misiniz misin musunuz musun midir mudur neden niye nicin nasil hangi hangisi nedir neyi neyin kim kac nerede nerden nereden acaba',
    ),
  ],
  [
    'later',
    wordSet(
      'sonra yarin haftaya aksama ogleden bilahare bakarim bakariz bakayim bakalim bakacagim bakacagiz inceleyip sorup danisip donecegim donerim donecegiz',
    ),
  ],
  ['maybe', wordSet('galiba sanirim herhalde belki muhtemelen sanki gibi heralde insallah kismen emin')],
  [
    'good',
    wordSet(
      'dogru dogrudur dogruymus dogri dogrusu dogrulugu uygun uygundur uygunuz ayni aynidir aynisi tipatip duzgun duzgundur helal birebir bire denk esit esittir dengede sorunsuz hatasiz eksiksiz noksansiz kusursuz problemsiz farksiz temiz mutabik mutabikiz mutabikim mutabigiz mutabigim mutabiktir hemfikiriz hemfikirim gecerli gecerlidir sikintisiz puruzsuz tastamam kabulumuzdur kabulumdur kabulumuz kabulum gabulumuzdur gabulumdur onaydir onayimdir onayimizdir teyitli onayli mutabikta',
    ),
  ],
  [
    'bad',
    wordSet(
      'yanlis yanlistir yanlistur hatali hatalidir eksik eksiktir noksan fazla fazladir farkli farklidir bozuk sorunlu uyumsuz uyusmaz tutarsiz egri hatalisiniz yanlissiniz gecersiz ters mukerrer mukerrerdir ciftlenmis',
    ),
  ],
  ['later', wordSet('onaylarim onaylariz')],
]);

const faults =
  /^(hata|yanlislik|eksiklik|eksig|eksik|fazlalik|fark|sorun|sikinti|problem|itiraz|uyusmazlik|uyumsuzluk|tutarsizlik|puruz|sapma|celiski|aksilik|kusur|terslik|anormallik|aykirilik|laf|soz|diyec(ek|eg)|noksan|gedik|ihtilaf|itiraz|cekince)(i|im|imiz|in|iniz|imi|larim|lar|lari|li|ler|leri|a|e|da|de|dan|den|miz|m|si|ligi|lik|u|umuz|um|tan|ta|lik|lari|larimiz)?$/u;

/** «kayıtlarımızla», «bizdeki», «mektuptaki bakiye»: what is spoken of, which judges nothing. */
const things =
  /^(bizim|sizin|benim|kayit|kayd|defter|hesap|hesab|bakiye|mektup|mektub|rakam|tutar|mutabakat|liste|tablo|ekstre|fatura|islem|firma|sirket|muhasebe|cari|altin|gram|dolar|euro|lira|ceyrek|yarim|birim|kalem|miktar|adet|tarih|donem|kasim|ekim|eylul|aralik|ocak|hepsi|tamami|butun|ikisi|hicbir|herhangi|bunlar|bunu|buna|bundan|icin|gore|olarak|olan|kadar|gayet|tamamen|aynen|bizce|bence|bizde|bende|bizdeki|sizdeki|sizde|karsilikli|kontrol|inceledim|inceledik|baktim|baktik|karsilastirdim|karsilastirdik|gozden|gecirdim|gecirdik|saydik|saydim|hesapladim|hesapladik|ettim|ettik|yaptim|yaptik|gordum|gorduk|aldik|aldim|geldi|oldu|olmus|goruluyor|gorunuyor|gozukuyor|cikiyor|cikti|ortada|simdi|artik|yine|bugun|sabah|aksam|anda|eski|yeni|fiyat|fiyati|urun|belge|dekont|vardir|zaten|demin|biraz|sizinle|bizimle|tarafimizca|tarafimdan|tarafimizdan|tarafimiz|tarafimizdaki|yonunden|acisindan|itibariyle|itibari|ilgili|uzerinden|uzerinde|biz|siz|ben|fis|gun)(\p{L}{0,9})$/u;
/** The same in words too short to look for endings. */
const particles = wordSet(
  'biz siz ben fis has gr tl usd eur ata ay yil gun tum her sey iki hic bir bi bu su o de da ile cok an dun son ilk mal ve ki var az hem bunu sunu onu ona bana size bize bende sende onda hepsini hepsi beni seni',
);

const courtesies = wordSet(
  'abi abicim abim abla ablacim hocam hoca usta ustam kardesim kardes kardesime dostum bey beyefendi hanim hanimefendi efendim ya yaw yav be valla vallahi iste merhaba merhabalar selam slm selamlar mrb iyi gunler hayirli isler kolay gelsin gunaydin aksamlar tesekkurler tesekkur ederim ederiz tsk tskler sagol sagolun sag ol olun eyvallah rica saygilar saygilarimla allah razi olsun bereket versin sayin canim kolayliklar bol kazanclar cumalar hayirlisi insallahh teyze amca patron',
);

/** Stems that give a yes with an ending of a verb behind them. */
const agreeing = /^(onayl[ae]?|tasdikl[ae]?|teyitl[ae]?|dogrul[ua]?|katil|imzal[ae]?)(?=(\p{L}{2,}))/u;
const noun = /^(onay|onayim|onayimiz|onayi|kabul|gabul|kabule|tasdik|teyit|teyid|imza|mutabakat)$/u;
/** What one side owes the other: denied by «yok», it denies the letter. */
const claims = /^(borc|alacag|alacak|boyle|oyle)\p{L}{0,6}$/u;
const refusing = /^(redd?|reddet|reddett|itiraz|karsi)(?=(\p{L}*))/u;
const matching = /^(tut|uy|uyus|ortus|esles|cakis|denkles|tutus|uyum|bagdas|ozdes)(?=(\p{L}{2,}))/u;
const lights =
  /^(edi|ett|et|ede|edil|veri|verd|ver|vere|olu|old|ol|bul|bulun|gor|goru|gord|cik|rastla|gel|kal|ya|yap|yapi|yapil|isti|iste|di|dedi|bekl|saglan)(?=(\p{L}*))/u;
/** Any verb with a negation in it: it turns what it speaks of («imza atmam», «hata bulamadım»). */
const denied =
  /\p{L}{2}(m[iu]yor(um|uz|lar|sun|sunuz)?|m[iu]yom|m[iu]yoz|m[ae]d[iu](m|k|n|l[ae]r)?|m[ae]m|m[ae]y[iu]z|m[ae]z(l[ae]r)?|m[ae]y[ae]c[ae]\p{L}+|m[ae]m[iu]s\p{L}*|m[ae]mekte\p{L}*)$/u;

const negative =
  /(m[iu]yo|m[ae]d[iu]|m[ae]z|m[ae]y[iu]z|m[ae]y[ae]c|m[ae]m[iu]s|m[ae]s[iu]n|m[ae]y[iu]n|m[ae]m$|mem$|m[ae]k?t[ae]$|m[ae]d[ei]n)/u;
const supposed =
  /(rs[ae]|s[ae]k|s[ae]n[iu]z|s[ae]m|[iu]nc[ae]|d[iu]g[iu]nde|rken|mas[iu] (halinde|durumunda))\p{L}{0,3}$/u;
const promised = /(c[ae][gk]\p{L}*|[aeiu]r([iu][mz])?|m[ae]m|m[ae]y[iu]z|m[ae]z)$/u;
const before = /(m[iu]st\p{L}*|yord[iu]\p{L}*)$/u;
const own = /(yorum|yoruz|yom|yoz|d[iu][mk]|t[iu][mk]|s[iu]k|yok|yos)$/u;
const asked = /(s[iu]n(l[ae]r)?|[iu]n([iu]z)?|[ae]l[iu]m|[ae]y[iu]m)$/u;

/** What the form of an agreeing verb makes of it: only I and we, now or just before, agree. */
const agreementOf = (ending: string): Sense => {
  if (/bilirs[iu]n/u.test(ending)) return 'agree';
  if (supposed.test(ending)) return 'if';
  if (negative.test(ending)) return 'refuse';
  if (before.test(ending)) return 'past';
  if (own.test(ending)) return 'agree';
  if (promised.test(ending)) return 'later';
  // «Onaylayın», «onaylayabilirsiniz»: said to us who asked, it lets us record it.
  return asked.test(ending) || /bilirs[iu]n/u.test(ending) ? 'agree' : 'other';
};

export const turkishSense: SenseOf = (word) => {
  const known = listed(word);
  if (known !== null) return known;
  if (courtesies.has(word) || particles.has(word)) return 'plain';
  if (faults.test(word)) return 'fault';
  // «Kabul edilen fiyat 95 idi»: how it was.
  if (/^(?:idi|imis)\p{L}*$/u.test(word)) return 'past';
  const agreed = agreeing.exec(word);
  if (agreed) return agreementOf(word.slice(agreed[0].length));
  if (noun.test(word)) return 'agree';
  const refused = refusing.exec(word);
  if (refused)
    return negative.test(refused[1] ?? '') ? 'maybe' : supposed.test(refused[1] ?? '') ? 'if' : 'refuse';
  const matched = matching.exec(word);
  if (matched) {
    const ending = matched[2] ?? '';
    if (supposed.test(ending)) return 'if';
    if (negative.test(ending)) return 'bad';
    if (/(yor|du|di|ustu|ti|tu|mus|mis|luyor|makta)\p{L}*$/u.test(ending)) return 'good';
  }
  if (claims.test(word)) return 'claim';
  if (things.test(word) && !negative.test(word) && !supposed.test(word)) return 'plain';
  const light = lights.exec(word);
  if (light) {
    const ending = word.slice(light[0].length);
    if (supposed.test(word)) return 'if';
    if (negative.test(ending) || /m[ae]m$|memekte/.test(word)) return 'light.not';
    if (promised.test(ending) && !own.test(word)) return 'later';
    return 'light';
  }
  if (denied.test(word)) return 'light.not';
  if (supposed.test(word) && word.length > 5) return 'if';
  return null;
};
