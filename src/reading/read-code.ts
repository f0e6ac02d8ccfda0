import { foldText } from './fold-text.ts';

const longestText = 60;
/** Words people put beside a code they were sent; anything else makes it another message. */
const withoutWords =
  /(?<!\p{L})(?:(?:dogrulama|onay|guvenlik|verification|security) )?(?:kodu?|kodum|kodunuz|code|رمز|الرمز|الكود|كود|التحقق)(?!\p{L})/gu;

/**
 * A six-digit code somebody was asked to type: `123456`, `123 456`, `123-456`, `١٢٣٤٥٦`, «kod: 123456». Exactly six digits
 * and nothing else but the word for a code; null otherwise.
 */
export const readCode = (text: string): string | null => {
  if (text.length > longestText || /\p{Nd}\s*[.,:/+]\s*\p{Nd}/u.test(text)) return null;
  const digits = foldText(text).replace(withoutWords, ' ').replace(/ /g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
};
