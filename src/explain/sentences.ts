import type { Explanation } from './explanation.ts';
import { noNames, spokenIn, type ExplainedNames, type Spoken } from './spoken.ts';
import { wordsOf, type ExplainLanguage, type Words } from './words.ts';

/** The same as data, for people: one sentence for each part of the chain, in its order. `names`: what whoever reads it may see. */
export const sentencesOf = (
  explanation: Explanation,
  language: ExplainLanguage,
  format: (at: Date) => string,
  names: ExplainedNames = noNames,
): string[] => {
  const words = wordsOf(language);
  const terms = spokenIn(language, names);
  return [
    cause(explanation, words, { format, terms }),
    ...(explanation.rule === null ? [] : [words.ofRule(terms.rule(explanation.rule))]),
    ...explanation.causes.map(({ receivedAt, type, rule, eventId }) =>
      words.ofCause({
        ...{ eventId, type: terms.type(type), receivedAt: format(receivedAt) },
        rule: rule === null ? null : terms.rule(rule),
      }),
    ),
    recipient(explanation, words, terms),
    consent(explanation, words),
    window(explanation, words, format),
    ...chosen(explanation, words),
    ...spoken(explanation, words),
    plan(explanation, words, format),
    ...before(explanation, words, format),
    ...handled(explanation, words, { format, terms }),
    ...attempts(explanation, words, format),
    ...price(explanation, words, terms),
    ...statuses(explanation, words, format),
    ...answer(explanation, words, { format, terms }),
    ...callbacks(explanation, words, terms),
  ];
};

type Format = (at: Date) => string;

interface Telling {
  format: Format;
  terms: Spoken;
}

const cause = (
  { event, request, occasion, prompt: code, decidedAt }: Explanation,
  words: Words,
  { format, terms }: Telling,
): string => {
  const at = format(decidedAt);
  const prompt = terms.prompt(code);
  if (event !== null)
    return words.ofEvent({
      at,
      eventId: event.eventId,
      type: terms.type(event.type),
      receivedAt: format(event.receivedAt),
      prompt,
    });
  if (request !== null) return words.ofRequest({ at, requestId: request.id, prompt });
  return occasion === 'answer' ? words.ofAnswer({ at, prompt }) : words.ofConversation({ at, prompt });
};

const recipient = ({ contact }: Explanation, words: Words, terms: Spoken): string => {
  if (contact.reachedBy === null) return words.noAddress;
  return contact.contactRef === null
    ? words.toStranger(contact.reachedBy)
    : words.toContact({
        contact: terms.contact(contact.contactRef),
        by: contact.reachedBy,
        customers: contact.customerRefs.join(', '),
      });
};

const consent = ({ occasion, consent: { notices } }: Explanation, words: Words): string => {
  if (occasion === 'answer') return words.wasAsked;
  return notices === 'stopped' || notices === 'wrongNumber' ? words.noticesOff : words.noticesOn;
};

const window = (
  { window: { expiresAt, wasOpen }, sentAs, template }: Explanation,
  words: Words,
  format: Format,
): string => {
  const until = expiresAt === null ? null : format(expiresAt);
  const base = wasOpen && until !== null ? words.windowOpen(until) : words.windowClosed(until);
  if (sentAs === 'free') return `${base} ${words.saidFree}`;
  if (sentAs === 'template' && template !== null) return `${base} ${words.saidAsTemplate(template)}`;
  return base;
};

const chosen = ({ template }: Explanation, words: Words): string[] => {
  if (template?.chosen === undefined) return [];
  const { name, unsaid } = template.chosen;
  return unsaid === undefined
    ? [words.chosen(name)]
    : [words.chosenUnsaid({ name, said: template.name, because: words.unsaid(unsaid) })];
};

const spoken = ({ template, sentAs }: Explanation, words: Words): string[] =>
  template === null || template.insteadOf === null || sentAs === 'free'
    ? []
    : [
        words.spokenInstead({
          ...{ language: words.language(template.language), of: words.language(template.insteadOf.language) },
          reason: words.reason(template.insteadOf.reason),
        }),
      ];

const plan = ({ fate, because, hold }: Explanation, words: Words, format: Format): string => {
  switch (fate) {
    case 'sent':
      return words.planSent;
    case 'waiting':
      return words.planWaiting(words.reason(because));
    case 'held':
      return words.planHeld({
        reason: [words.reason(because), ...outOf(hold?.template, words)].join(': '),
        until: hold === null ? '' : format(hold.until),
      });
    case 'not_sent':
      return words.planDropped(words.reason(because));
    case 'failed':
      return words.planFailed(words.reason(because));
    case 'unknown':
      return words.planUnknown;
  }
};

/** What ended it before it was put back into work, else what kept it until it left or ended; of what waits its turn, what held it until then. */
const before = ({ plan: last }: Explanation, words: Words, format: Format): string[] => {
  if (last === null || last.before === null) return [];
  const { at, verdict, reason, until } = last.before;
  if (verdict === 'drop') return [words.endedBefore({ reason: words.reason(reason), at: format(at) })];
  return [words.keptBefore({ reason: words.reason(reason), until: until === null ? null : format(until) })];
};

const outOf = (out: NonNullable<Explanation['hold']>['template'], words: Words): string[] =>
  out === undefined
    ? []
    : [`${words.reason(`template_${out.status}`)}${out.reason === undefined ? '' : ` (${out.reason})`}`];

const handled = ({ handled: by }: Explanation, words: Words, { format, terms }: Telling): string[] =>
  by === null ? [] : [words.handled({ what: by.what, by: terms.by(by.by), at: format(by.at) })];

const attempts = (
  { attempts: { count, acceptedAt, nextAt, unknown } }: Explanation,
  words: Words,
  format: Format,
): string[] => {
  if (count === 0) return [];
  return [
    words.attempts({
      ...{ count, unknown },
      acceptedAt: acceptedAt === null ? null : format(acceptedAt),
      nextAt: nextAt === null ? null : format(nextAt),
    }),
  ];
};

const price = ({ price: cost }: Explanation, words: Words, terms: Spoken): string[] => {
  if (cost === null) return [];
  const { state, amount, currency, market, isEstimate } = cost;
  const category = terms.category(cost.category);
  if (state === 'none') return [words.priceNone];
  if (state === 'free') return [words.priceFree];
  if (amount === null) return [words.priceUnknown({ category, market })];
  if (state === 'estimated') return [words.priceEstimated({ amount, currency, category, market })];
  return [words.price({ amount, currency, category, market, isEstimate, isCharged: state === 'charged' })];
};

const statuses = ({ statuses: facts }: Explanation, words: Words, format: Format): string[] =>
  facts.length === 0
    ? []
    : [
        words.statuses(
          facts
            .map(
              ({ status, at, error }) =>
                `${words.status(status)} ${format(at)}${error === null ? '' : ` (${error})`}`,
            )
            .join(', '),
        ),
      ];

const answer = (
  { answer: said, request }: Explanation,
  words: Words,
  { format, terms }: Telling,
): string[] => {
  if (request === null) return [];
  if (said === null) return [words.notAnswered];
  const decided = said.decision === null ? [] : [words.decided(terms.result(said.decision.result))];
  return [[words.answered(format(said.at)), ...decided].join(' ')];
};

const callbacks = ({ callbacks: calls }: Explanation, words: Words, terms: Spoken): string[] => {
  if (calls.length === 0) return [];
  const delivered = calls.filter(({ status }) => status === 'delivered').length;
  return [
    words.callbacks({
      all: calls.length,
      delivered,
      types: [...new Set(calls.map(({ type }) => terms.call(type)))].join(', '),
    }),
  ];
};
