import { textOf } from './locale-texts.ts';
import type { Language } from '../vocabulary/rendered-prompt.ts';

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

/** The whole privacy notice in one language: what KVKK 10 and its communiqué of 10.03.2018 ask for. */
export interface PrivacyNotice {
  title: string;
  version: string;
  sections: readonly { heading: string; text: string }[];
}

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
