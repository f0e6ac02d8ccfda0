import { readLanguageChoice } from '../reading/language-choice.ts';
import type { ReplyIntent } from '../reading/reading.ts';
import type { Matter } from './serve.ts';

/** Words that concern the conversation itself, wherever it stands: no request takes them for an answer. */
const always: { readonly [intent in ReplyIntent]?: Matter } = {
  'help.menu': 'menu',
  'privacy.erase': 'erasure',
  'privacy.access': 'access',
  'privacy.notice': 'notice',
  'privacy.withdraw': 'withdraw',
};

/** Words that ask something of us, unless a request is just asking for words or figures, or takes them itself. */
const asking: { readonly [intent in ReplyIntent]?: Matter } = {
  'menu.open_items': 'openItems',
  'menu.privacy': 'privacy',
  'menu.send_document': 'documentToUs',
  'menu.request_document': 'documentFromUs',
  'menu.marketing': 'marketing',
  'query.balance': 'balance',
  'query.movements': 'movements',
  'query.statement': 'statement',
  send_report: 'statement',
  'query.price': 'price',
  'query.status': 'status',
  'query.invoice': 'invoice',
  'question.identity': 'identity',
  'dispute.movement': 'dispute',
  'verify.not_mine': 'dispute',
  'document.sent': 'documentToUs',
  mute: 'askStop',
};

const languages = { tr: 'turkish', en: 'english', ar: 'arabic' } as const;

export const matterOfWords = (intent: ReplyIntent): Matter | null => always[intent] ?? null;

/** `text`: a language may be named at once («English»), or only asked for («dil»). */
export const matterOfQuestion = (intent: ReplyIntent, text: string): Matter | null => {
  if (intent !== 'menu.language') return asking[intent] ?? null;
  const language = readLanguageChoice(text);
  return language === null ? 'language' : languages[language];
};
