import arApproval from '../../locales/ar/approval.json' with { type: 'json' };
import arCommon from '../../locales/ar/common.json' with { type: 'json' };
import arConversation from '../../locales/ar/conversation.json' with { type: 'json' };
import arInvoice from '../../locales/ar/invoice.json' with { type: 'json' };
import arDocument from '../../locales/ar/document.json' with { type: 'json' };
import arFeedback from '../../locales/ar/feedback.json' with { type: 'json' };
import arNotice from '../../locales/ar/notice.json' with { type: 'json' };
import arPrivacy from '../../locales/ar/privacy.json' with { type: 'json' };
import arReconciliation from '../../locales/ar/reconciliation.json' with { type: 'json' };
import enApproval from '../../locales/en/approval.json' with { type: 'json' };
import enCommon from '../../locales/en/common.json' with { type: 'json' };
import enConversation from '../../locales/en/conversation.json' with { type: 'json' };
import enInvoice from '../../locales/en/invoice.json' with { type: 'json' };
import enDocument from '../../locales/en/document.json' with { type: 'json' };
import enFeedback from '../../locales/en/feedback.json' with { type: 'json' };
import enNotice from '../../locales/en/notice.json' with { type: 'json' };
import enPrivacy from '../../locales/en/privacy.json' with { type: 'json' };
import enReconciliation from '../../locales/en/reconciliation.json' with { type: 'json' };
import trApproval from '../../locales/tr/approval.json' with { type: 'json' };
import trCommon from '../../locales/tr/common.json' with { type: 'json' };
import trConversation from '../../locales/tr/conversation.json' with { type: 'json' };
import trInvoice from '../../locales/tr/invoice.json' with { type: 'json' };
import trDocument from '../../locales/tr/document.json' with { type: 'json' };
import trFeedback from '../../locales/tr/feedback.json' with { type: 'json' };
import trNotice from '../../locales/tr/notice.json' with { type: 'json' };
import trPrivacy from '../../locales/tr/privacy.json' with { type: 'json' };
import trReconciliation from '../../locales/tr/reconciliation.json' with { type: 'json' };
import { Texts, type TextValues } from '../../locales/texts.ts';
import { formatLocalDate } from '../money/format-time.ts';
import { languages, type Language } from '../vocabulary/language.ts';
import { MissingText } from './template-errors.ts';

/** Every text of the product; `locales/<lang>/<namespace>.json`. The Turkish files give the shape: a missing key elsewhere does not compile. */
type Namespaces = {
  reconciliation: typeof trReconciliation;
  approval: typeof trApproval;
  invoice: typeof trInvoice;
  conversation: typeof trConversation;
  document: typeof trDocument;
  feedback: typeof trFeedback;
  notice: typeof trNotice;
  privacy: typeof trPrivacy;
  common: typeof trCommon;
};

export const localeTexts: { readonly [language in Language]: Namespaces } = {
  tr: {
    reconciliation: trReconciliation,
    approval: trApproval,
    invoice: trInvoice,
    conversation: trConversation,
    document: trDocument,
    feedback: trFeedback,
    notice: trNotice,
    privacy: trPrivacy,
    common: trCommon,
  },
  en: {
    reconciliation: enReconciliation,
    approval: enApproval,
    invoice: enInvoice,
    conversation: enConversation,
    document: enDocument,
    feedback: enFeedback,
    notice: enNotice,
    privacy: enPrivacy,
    common: enCommon,
  },
  ar: {
    reconciliation: arReconciliation,
    approval: arApproval,
    invoice: arInvoice,
    conversation: arConversation,
    document: arDocument,
    feedback: arFeedback,
    notice: arNotice,
    privacy: arPrivacy,
    common: arCommon,
  },
};

const languageOf = (code: string | undefined): Language => languages.find((one) => one === code) ?? 'tr';

const texts = new Texts(localeTexts, (key) => new MissingText(key), {
  // A local date, which has no zone; an instant needs one and is formatted where the zone is known.
  date: (value, language) =>
    typeof value === 'string' ? formatLocalDate(value, languageOf(language)) : value,
});

/** Does the key exist? For codes of the business system that may be newer than our texts. */
export const hasText = (language: Language, key: string): boolean => texts.has(language, key);

/**
 * The text as it is in the file, with its `{{placeholders}}`: what the platform approves as a template.
 * @throws MissingText when the language lacks the key
 */
export const rawText = (language: Language, key: string): string => texts.raw(language, key);

/**
 * The text of a key (`reconciliation:letter`) with its placeholders filled; `count` chooses its plural form.
 * @throws MissingText when the language lacks the key
 */
export const textOf = (language: Language, key: string, values?: TextValues): string =>
  texts.of(language, key, values);

/** Names of the placeholders of a text, each once, in the order of the text. */
export const placeholdersOf = (language: Language, key: string): readonly string[] =>
  texts.placeholders(language, key);

/** A value in a format of the texts: `list` (`PDF, JPEG`), `parts` (`a · b`), `number`. */
export const formatValue = (language: Language, format: string, value: TextValues[string]): string =>
  texts.format(language, format, value);
