import { createInstance } from 'i18next';
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
import { MissingText } from './template-errors.ts';
import type { Language } from '../vocabulary/language.ts';

/** Every text of the product; `locales/<lang>/<namespace>.json`. The Turkish files give the shape: a missing key elsewhere does not compile. */
type Texts = {
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

export const localeTexts: { readonly [language in Language]: Texts } = {
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

/** No escaping (WhatsApp shows plain text), no nesting inside values, no other language in place of a missing text. */
const texts = createInstance({
  resources: localeTexts,
  ns: Object.keys(localeTexts.tr),
  defaultNS: 'common',
  fallbackLng: false,
  initAsync: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
  parseMissingKeyHandler: (key: string): never => {
    throw new MissingText(key);
  },
});
await texts.init();

const lookUp = (language: Language, key: string): string | null => {
  const [namespace = '', path = ''] = key.split(':');
  let found: unknown = Object.hasOwn(localeTexts[language], namespace)
    ? texts.getResourceBundle(language, namespace)
    : null;
  for (const part of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return null;
    found = Reflect.get(found, part);
  }
  return typeof found === 'string' ? found : null;
};

/** Does the key exist? For codes of the business system that may be newer than our texts. */
export const hasText = (language: Language, key: string): boolean => lookUp(language, key) !== null;

/**
 * The text as it is in the file, with its `{{placeholders}}`: what the platform approves as a template.
 * @throws MissingText when the language lacks the key
 */
export const rawText = (language: Language, key: string): string => {
  const text = lookUp(language, key);
  if (text === null) throw new MissingText(key);
  return text;
};

interface CompiledText {
  /** Literal parts around the placeholders: always one more than `names`. */
  literals: readonly string[];
  names: readonly string[];
  /** The placeholders, each once, in the order of the text. */
  distinct: readonly string[];
}

const compiled = new Map<string, CompiledText>();

/**
 * i18next fills a text once with marks in place of values; afterwards a text is only joined, which is what makes a prompt
 * cheap (i18next takes 70 µs for a letter) and keeps values from ever being read as placeholders. Keys are ours: bounded.
 */
const compile = (language: Language, key: string): CompiledText => {
  const cacheKey = `${language}|${key}`;
  const known = compiled.get(cacheKey);
  if (known) return known;
  const names = [...rawText(language, key).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
  const distinct = [...new Set(names)];
  const marked = texts.t(key, {
    lng: language,
    ...Object.fromEntries(distinct.map((name) => [name, '\uE000'])),
  });
  const made = { literals: marked.split('\uE000'), names, distinct };
  compiled.set(cacheKey, made);
  return made;
};

/**
 * The text of a key (`reconciliation:letter`) with its placeholders filled.
 * @throws MissingText when the language lacks the key
 */
export const textOf = (
  language: Language,
  key: string,
  values: Readonly<Record<string, string>> = {},
): string => {
  const { literals, names } = compile(language, key);
  let text = literals[0] ?? '';
  names.forEach((name, at) => {
    text += (values[name] ?? '-') + (literals[at + 1] ?? '');
  });
  return text;
};

/** Names of the placeholders of a text, each once, in the order of the text. */
export const placeholdersOf = (language: Language, key: string): readonly string[] =>
  compile(language, key).distinct;
