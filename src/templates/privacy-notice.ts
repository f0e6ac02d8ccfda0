import type { PrivacyNotice } from '../vocabulary/privacy-notice.ts';
import { textOf } from './locale-texts.ts';
import type { Language } from '../vocabulary/language.ts';

const sections = [
  'controller',
  'data',
  'purpose',
  'basis',
  'transfer',
  'retention',
  'rights',
  'stopping',
] as const;

export const privacyNotice = (
  language: Language,
  { company, hours, version }: { company: string; hours: string; version: string },
): PrivacyNotice => ({
  title: textOf(language, 'privacy:title'),
  version: textOf(language, 'privacy:version', { version }),
  sections: sections.map((section) => ({
    heading: textOf(language, `privacy:${section}.heading`),
    text: textOf(language, `privacy:${section}.text`, { company, hours }),
  })),
});
