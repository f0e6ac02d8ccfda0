/** Case endings and possessives of a Turkish noun (`altında`, `dolarda`, `TL'si`). */
export const turkishEnding =
  /^(da|de|ta|te|nin|nun|in|un|i|u|a|e|ya|ye|dan|den|tan|ten|si|su|lar|ler|larda|lerde|lardan|sinda|sinde|im|imiz|daki|deki|taki|teki|i?dir|u?dur|tir|tur)$/;

/** An Arabic word without `و` (and), `ب` (in) and the article in front. */
export const arabicBare = (word: string): string => word.replace(/^و?(بال|لل|ال|ب|ل)?/, '');
