import type { EffectParams } from '../../machines/shared/effects.ts';
import { standingOfConversation } from '../conversations/conversation-standing.ts';
import { contentHash, shownHash } from '../evidence/content-hash.ts';
import type { DecisionRecord } from '../evidence/decision-record.ts';
import { derivedId, type ConversationId, type RequestId, type TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';
import { agreedFor, agreementTasks } from './decision-agreement.ts';
import type { ClaimedConversation } from './claimed-conversation.ts';
import type { EffectScene } from './effect-scene.ts';
import { answerBehind, nothingShown, withDecision } from './step-answers.ts';
import type { StepBooks } from './step-books.ts';
import type {
  AnswerSeen,
  DialogView,
  OpenDialog,
  ShownPrompt,
  StepFacts,
  WordsRead,
} from '../conversations/conversation-state.ts';

interface DecisionInput {
  outcome: string;
  /** The dialog before the answer: what was asked and shown. */
  asked: OpenDialog;
  /** The dialog after the answer. */
  answered: OpenDialog;
  view: DialogView;
  answer: AnswerSeen;
  facts: StepFacts;
  conversation: ClaimedConversation;
  address: { phone: string | null; userId: string | null };
  language: Language;
  provedAt: string | null;
  timeZone: string;
  n: number;
  /** Id of the decision this one takes the place of. */
  corrects?: string | null;
}

/** The evidence of a decision (domain 3.6): question, answer, identity and authority, bound by hashes in the same write. */
const decisionOf = (input: DecisionInput): DecisionRecord => {
  const { asked, answer, facts, conversation, view } = input;
  const { request } = asked;
  const shown = asSaid(answer.shown ?? nothingShown, input);
  const membership = membershipOf(facts, request.customerRef);
  const content = answer.unit.content;
  const identity = identityOf(input, membership);
  const record: Omit<DecisionRecord, 'integrity'> = {
    tenantId: conversation.tenantId as TenantId,
    id: derivedId('dec', conversation.conversationId, conversation.rev + 1, input.n),
    requestId: request.requestId as RequestId,
    conversationId: conversation.conversationId as ConversationId,
    result: input.outcome,
    decidedAt: new Date(facts.now),
    corrects: input.corrects ?? null,
    identity,
    question: {
      messageId: shown.intentId,
      providerMessageId: answer.unit.replyTo,
      text: shown.text,
      choices: shown.choices,
      language: shown.language ?? input.language,
      template: templateOf(asked, facts),
      documentSha256: documentOf(asked, facts),
      contentHash: contentHash(request),
      shownHash: shown.hash,
    },
    answer: {
      messageId: answer.line.id,
      providerMessageId: answer.unit.messageId,
      type: content.type,
      text: answer.line.text,
      choiceId: content.type === 'choice' ? content.id : null,
      providerAt: answer.unit.at,
      receivedAt: new Date(facts.now),
    },
    interpretation: {
      ruleVersion: answer.read?.ruleVersion ?? '1',
      intent: answer.read?.intent ?? null,
      strength: answer.read?.strength ?? null,
      phrase: answer.read?.phrase ?? null,
      model: answer.read?.model ?? null,
      joined: answer.read?.joined ?? null,
      led: asked.led === undefined ? null : ledOf(asked.led),
      confirmation: confirmationOf(asked, answer, facts),
      machine: `${asked.snapshot.machine}@${asked.snapshot.version}`,
      lines: view.lines,
      reason: view.reason,
    },
    authority: {
      limits: membership?.limits ?? [],
      fourEyes: asked.fourEyes ?? null,
      ...agreedFor(request, facts, { ...identity, timeZone: input.timeZone }),
    },
  };
  // Dates are ISO text in the canonical form, as in any JSON.
  return {
    ...record,
    integrity: { hashAlgorithm: 'SHA-256', recordHash: contentHash(record) },
  };
};

/** What the person is at the customer the request is about. */
const membershipOf = ({ contact }: StepFacts, customerRef: string) =>
  contact?.memberships?.find((one) => one.customerRef === customerRef) ?? contact;

/** Who answered: the person of the books, the keys the answer came from, and since when and by whom the number is known. */
const identityOf = (
  { asked, answer, facts, address, provedAt }: DecisionInput,
  membership: ReturnType<typeof membershipOf>,
): DecisionRecord['identity'] => ({
  customerRef: asked.request.customerRef,
  accountNo: asked.request.accountNo,
  contactRef: membership?.ref ?? '',
  contactName: facts.contact?.name ?? '',
  roles: membership?.roles ?? [],
  canBind: membership?.canBind ?? false,
  phone: address.phone,
  userId: address.userId,
  numberSince: facts.contact?.phoneSince ?? null,
  numberBy: facts.contact?.phoneBy ?? null,
  provedAt: provedAt,
  profileName: answer.unit.sender.profileName,
});

/** As it left: the words for when there is no document are other ones. */
const asSaid = (shown: ShownPrompt, { facts: { deliveries = {} }, language }: DecisionInput): ShownPrompt => {
  const said = deliveries[shown.intentId]?.said;
  if (said === undefined || said.text === shown.text) return shown;
  const { text, template } = said;
  const saidIn = template?.language ?? shown.language ?? language;
  return { ...shown, text, hash: shownHash({ ...shown, text, language: saidIn }) };
};

/** The hash of the document that was put to the person; the platform may have refused it. */
const documentOf = ({ askedAs, request }: OpenDialog, { deliveries = {} }: StepFacts): string | null =>
  deliveries[askedAs?.intentId ?? '']?.said?.isWithoutDocument === true
    ? null
    : (request.document?.sha256 ?? null);

/** How the request was put to the person, where it was sent as a template: `approval_request_v1` is version 1. */
const templateOf = (
  { askedAs }: OpenDialog,
  { deliveries = {} }: StepFacts,
): DecisionRecord['question']['template'] => {
  const delivery = deliveries[askedAs?.intentId ?? ''];
  if (askedAs === undefined || delivery?.sentAs !== 'template') return null;
  const { said } = delivery;
  const { name, language } = said?.template ?? askedAs;
  const version = /_v(\d+)$/.exec(name)?.[1] ?? '1';
  return { name, language, version, ...(said === undefined ? {} : { text: said.text }) };
};

/** Every field is there: a hash is over what is said, and over what is said to be nothing. */
const ledOf = ({ messageId, read }: WordsRead): NonNullable<DecisionRecord['interpretation']['led']> => {
  const { ruleVersion, intent, strength, phrase, model = null, joined = null } = read;
  return { providerMessageId: messageId, ruleVersion, intent, strength, phrase, model, joined };
};

/** How the recap was confirmed, and what was known of its way to the phone then (domain 9.1 rule 5, ADR 0017). */
const confirmationOf = (
  asked: OpenDialog,
  { unit: { content }, shown }: AnswerSeen,
  { deliveries = {} }: StepFacts,
): NonNullable<DecisionRecord['interpretation']['confirmation']> | null => {
  if (asked.recapNumber === null || shown?.promptNumber !== asked.recapNumber) return null;
  const { handedOverAt = null, deliveredAt = null } = deliveries[shown.intentId] ?? {};
  return {
    by: content.type === 'choice' ? 'button' : 'words',
    rule: content.type === 'choice' ? 'button_always' : 'words_after_delivery_or_3s_or_quote',
    recapMessageId: shown.intentId,
    handedOverAt,
    deliveredAt,
  };
};

/** The decision of this dialog, with the answer behind it; what it changes about the request goes with it. */
export const recordDecision = (
  step: StepBooks,
  { result: outcome, corrects = false }: EffectParams['recordDecision'],
  { asked, dialog: answered, answer: current, languageBefore }: EffectScene,
): void => {
  if (asked === undefined || answered === undefined) return;
  const answer = answerBehind(asked, current);
  // No decision without the message that made it: the step fails and a person looks at it.
  if (answer === undefined) throw new Error('a decision without an answer');
  const decision = decisionOf({
    outcome,
    asked,
    answered,
    view: step.context.view(answered),
    answer,
    facts: step.facts,
    conversation: step.doc,
    address: step.messages.address,
    language: languageBefore,
    timeZone: step.context.timeZone,
    provedAt: standingOfConversation(step.state).proof?.at ?? null,
    n: step.owed('decisions').length,
    corrects: corrects ? (asked.decisionId ?? null) : null,
  });
  step.owe('decisions', decision);
  step.owe('tasks', ...agreementTasks(step.doc.tenantId, decision, asked.request, step.facts));
  step.changes.decided(decision);
  step.state = withDecision(step.state, decision.requestId, decision.id);
};
