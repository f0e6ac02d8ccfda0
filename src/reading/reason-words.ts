import { foldText } from './fold-text.ts';
import type { Meaning } from './reading.ts';
import { hasVeto, isQuestion, wordsOf } from './veto-words.ts';

/** What words are that were typed where a reason is asked; null: they may be the reason. */
export type ReasonWords = 'taken-back' | 'asked' | 'undecided' | 'none';

/**
 * Looked for inside the message, unlike everything that decides (domain 9.1 rule 3): what is found here only keeps words from
 * being taken for a reason. Folded text; Turkish, English, Arabic.
 */
const mistakes = [
  /(^| )yanlis (tus|dugme|buton|secenek|sik|bas|dokun|tikla|sec)/,
  /(^| )(yanlislikla|kazara|sehven|istemeden)( \S+)* (bas|dokun|tikla|sec|redd|ret( |$))/,
  /(^| )(elim|parmagim)( \S+)* (kay|carp|git|deg|dokun|bas)/,
  /(^| )(pardon|ozur dilerim|kusura bakmayin)( \S+)* yanlis( bas| oldu|$)/,
  /(^| )wrong (button|key|option|one)( |$)/,
  /(^| )(press|tapp|click|touch|hit|chose|choose|select|reject)\S*( \S+)* (by|in) (mistake|error|accident)/,
  /(^| )(by|in) (mistake|error|accident)( \S+)* (press|tapp|click|touch|hit|chose|reject)/,
  /(^| )(accidentally|mistakenly)( \S+)* (press|tapp|click|touch|hit|chose|select|reject)/,
  /(ضغط|لمس|كبس|رفضت|اخترت)\S*( \S+)* (بالخطا|بالغلط|خطا|الخطا|غلط|الغلط)/,
];

const otherIntentions = [
  /(^| )(kabul edecek|onaylayacak|onay verecek|mutabik diyecek|evet diyecek)\S*/,
  /(^| )(kabul etmek|onaylamak|onay vermek) ist(iyor|emis|edi|er)\S*/,
  /(^| )reddetmek isteme\S*/,
  /(^| )(reddetmeyecek|reddetmiyor|itiraz etmiyor|itiraz etmeyecek)\S*/,
  /(^| )(meant|wanted|intended|going|want|mean) to (accept|approve|agree|confirm|say yes)/,
  /(^| )(did not|didnt|do not|dont|never) (mean|want|intend|meant|wanted) to (reject|object|refuse|decline|disagree|press|tap|say no)/,
  /(كنت|قصدي|قصدت|اردت|اريد|بدي)( \S+)* (اوافق|الموافقه|اقبل|القبول)/,
  /(لم اقصد|ما قصدت|ما كان قصدي|مو قصدي|مش قصدي|لا اقصد|لا اريد الرفض|لم ارد الرفض)/,
];

const changesOfMind = [
  /(^| )(vazgectim|vazgectik|vazgeciyorum)( |$)/,
  /(^| )fikrimi(zi)? degistir\S*/,
  /(^| )(reddi|reddimi|yanitimi|cevabimi|itirazimi|kararimi)(zi)? geri \S+/,
  /(^| )geri (aliyorum|cekiyorum|aliyoruz|cekiyoruz)( |$)/,
  /(^| )(changed my mind|never ?mind|take (it|that|this|my \S+) back)( |$)/,
  /(^| )withdraw my (rejection|objection|answer|reply)/,
  /(تراجعت|غيرت رايي|اسحب رفضي|سحبت رفضي|اسحب اعتراضي)/,
];

/** A yes in the first person with nothing that cancels it; «kabul edilen fiyat 95 idi» is none. */
const yes =
  /(^| )(onayliyor(um|uz)|onayladi(m|k)|kabul ediyor(um|uz)|tasdik ediyor(um|uz)|mutabikiz|(i|we) (approve|accept|agree|confirm)|اوافق|نوافق|موافق|اقبل|نقبل)( |$)/;

const openingQuestions =
  /^(neden|niye|nicin|nasil|hangi|hangisi|ne (zaman|kadar|icin|demek|oldu)|kac|why|how|which|when|who|could you|can you|would you|what (is|are|was|does|do|happens)|لماذا|ليش|كيف|متي|ما هو|ما هي|شو|اي)( |$)/;

const undecided = [
  /(^| )dusun(eyim|elim|ecegim|ecegiz|uyorum|uyoruz|mem|memiz|up)( |$)/,
  /(^| )(bakayim|bakalim|bakacagim|danisayim|danisalim|danisacagim|sorayim|soralim|soracagim|konusayim|konusacagim)( |$)/,
  /(^| )sonra (yazarim|soylerim|bildiririm|donerim|bakarim|cevap\S*|yanit\S*)( |$)/,
  /(^| )(emin degilim|emin degiliz|bilmiyorum|bilemiyorum|kararsizim)( |$)/,
  /(^| )(let me|need to|have to|ill|i will|want to|going to) (think|check|ask|see|look)( |$)/,
  /(^| )(thinking about|get back to you|not sure|dont know|do not know|havent decided)( |$)/,
  /(دعني افكر|دعوني افكر|خليني افكر|خلينا نفكر|سافكر|رح افكر|بفكر|احتاج ان افكر|لم اقرر|لست متاكد|مو متاكد|مش متاكد|لا ادري|لا اعرف)/,
];

const anyOf = (patterns: readonly RegExp[], folded: string): boolean =>
  patterns.some((pattern) => pattern.test(folded));

/** A plain no says that there is no reason, as with a comment. */
const plainNo = /^((hayir|hyr|yok|cik|no|nope|nah|لا|كلا) ?)+$/;

const byMeaning: { readonly [meaning in Meaning]?: ReasonWords } = {
  'approve.strong': 'taken-back',
  'approve.clear': 'taken-back',
  correction: 'taken-back',
  go_back: 'taken-back',
  stoppedUnclearly: 'taken-back',
  question: 'asked',
  askedWhoWeAre: 'asked',
  defer: 'undecided',
};

/** «Yanlış tuşa bastım, kabul edecektim», «neden?» and «düşüneyim» are no reasons, in whatever words (domain 7.6). */
export const readReasonWords = (text: string, meaning: Meaning): ReasonWords | null => {
  const known = byMeaning[meaning];
  if (known !== undefined) return known;
  const folded = foldText(text);
  if (anyOf(mistakes, folded) || anyOf(otherIntentions, folded) || anyOf(changesOfMind, folded))
    return 'taken-back';
  if (yes.test(folded) && !hasVeto(folded)) return 'taken-back';
  if (plainNo.test(folded)) return 'none';
  if (isQuestion(folded) || openingQuestions.test(folded)) return 'asked';
  return anyOf(undecided, folded) && wordsOf(folded).length <= mostWordsUndecided ? 'undecided' : null;
};

/** In a longer text «bilmiyorum» is a part of the reason. */
const mostWordsUndecided = 8;
