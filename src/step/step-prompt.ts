import type { EffectParams } from '../../machines/shared/effects.ts';
import type { Line } from '../../machines/shared/request.ts';
import { conversationToken, encodeChoiceId } from '../conversations/choice-id.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import type { Intent } from '../delivery/outbox-entry.ts';
import { shownHash } from '../evidence/content-hash.ts';
import type { Language } from '../vocabulary/language.ts';
import type { PromptToRender, RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import { textMark } from '../conversations/said-prompts.ts';
import type { EffectScene } from './effect-scene.ts';
import { keepsHours, leavesAt } from './goes-now.ts';
import { ledBy } from './led-by.ts';
import { inSpokenLanguage, languageOf } from './spoken-language.ts';
import { withAskedAs, withShown } from './step-answers.ts';
import type { StepBooks } from './step-books.ts';
import { unsentBecause } from './send-gate.ts';
import { isNoticePrompt, noticePrompt, withoutNotice, withShownConsent } from './step-consents.ts';

type Prompt = EffectParams['sendPrompt'];

/** Renders what a machine wants said into an intent and a line of the transcript; what was shown stays in the state. */
export const sendPrompt = (step: StepBooks, params: Prompt, scene: EffectScene): void => {
  const { requestId, promptNumber, dialog } = scene;
  const suppressed = params.suppressed ?? unsentBecause(step.state, scene.occasion, params, dialog);
  const asked = { ...toRender(step, params, scene), ...noticeOf(scene) };
  const once = spoken(step, params, scene, asked);
  const language = languageOf(once, step.state);
  // With the notice it is not the message before: the notice did not arrive with that, or is another one.
  const rendered =
    scene.withNotice === undefined && isSaidLast(step, params, once)
      ? spoken(step, params, scene, { ...asked, isAgain: true })
      : once;
  if (suppressed === undefined) step.state = { ...step.state, lastText: textMark(rendered.text) };
  const intent = step.messages.push({
    rendered: withAttachment(rendered, params, dialog),
    prompt: params.prompt,
    // A second copy of a document discloses it twice: it is never sent again on a guess (reliability C).
    class: params.attach === undefined ? params.class : 'private',
    requestId,
    promptNumber,
    author: 'bot',
    holds: keepsHours(params, scene),
    requestExpiresAt: dialog?.extended?.expiresAt ?? dialog?.request.expiresAt ?? null,
    ...(scene.occasion === 'unasked' ? { isUnasked: true as const } : {}),
    ...(suppressed === undefined ? {} : { suppressed }),
    ...(scene.withNotice === true || isNoticePrompt(params.prompt) ? { saysNotice: true as const } : {}),
  });
  const noticeVersion = step.facts.privacyNotice?.version ?? null;
  const shown = { intentId: intent.id, noticeVersion, language };
  step.state =
    suppressed !== undefined && isNoticePrompt(params.prompt)
      ? withoutNotice(step.state, params.prompt)
      : withShownConsent(step.state, params.prompt, { rendered, ...shown });
  if (scene.withNotice !== undefined) {
    const { withNotice: _notice, ...alone } = asked;
    const text = rendered.text.slice(saidIn(step, scene, alone)(language).text.length).trim();
    step.state = withShownConsent(step.state, noticePrompt, { rendered: { text, choices: [] }, ...shown });
  }
  if (requestId !== null && promptNumber !== null)
    remember(step, { requestId, promptNumber, intent, rendered });
};

/** What is said first, in its own words. */
const leadsOf = (step: StepBooks, scene: EffectScene, language: Language): string[] =>
  (scene.leads ?? []).map((lead) => {
    const ofNobody = { ...scene, dialog: undefined, promptNumber: null };
    return step.context.render({ ...toRender(step, lead, ofNobody), language }).text;
  });

/** The prompt with what leads to it, in a language. */
const saidIn =
  (step: StepBooks, scene: EffectScene, asked: PromptToRender) =>
  (language: Language): RenderedPrompt =>
    ledBy(leadsOf(step, scene, language), step.context.render({ ...asked, language }));

const spoken = (step: StepBooks, params: Prompt, scene: EffectScene, asked: PromptToRender): RenderedPrompt =>
  inSpokenLanguage(step, saidIn(step, scene, asked), {
    at: () => leavesAt(step, params, scene),
    windowExpiresAt: step.messages.windowExpiresAt,
  });

const noticeOf = ({ withNotice }: EffectScene): { withNotice?: true } =>
  withNotice === undefined ? {} : { withNotice };

/** The same words as the message before: they are said as once more, but for a recap, whose words bind (ADR 0050). */
const isSaidLast = ({ state }: StepBooks, { recap }: Prompt, { text }: RenderedPrompt): boolean =>
  recap !== true && state.lastText === textMark(text);

const toRender = (
  step: StepBooks,
  params: Prompt,
  { dialog, promptNumber }: EffectScene,
): PromptToRender => ({
  prompt: params.prompt,
  language: step.state.language,
  values: { ...params.values, ...linkFor(step, params, dialog), ...statementOf(step, dialog) },
  choices: params.choices ?? [],
  request: dialog?.request ?? null,
  contactName: step.facts.contact?.name ?? null,
  company: step.context.company,
  timeZone: step.context.timeZone,
  ownWordings: step.context.ownWordings,
  ownUnits: step.facts.ownUnits,
  choiceId: (choice) =>
    encodeChoiceId({ token: dialog?.token ?? conversationToken, promptNumber: promptNumber ?? 0, choice }),
});

/** `withNotice`: with the privacy notice behind it, where the prompt has words for that. `isAgain`: as once more. */
export const renderedOf = (
  step: StepBooks,
  params: Prompt,
  scene: EffectScene,
  how: { withNotice?: true; isAgain?: true } = {},
): RenderedPrompt => spoken(step, params, scene, { ...toRender(step, params, scene), ...how });

/** A link of this prompt alone: showing the prompt again makes another one. */
const linkFor = (
  step: StepBooks,
  { link }: Prompt,
  dialog: OpenDialog | undefined,
): { uploadUrl?: string } => {
  if (link === undefined || dialog === undefined) return {};
  const { requestId, expiresAt } = dialog.request;
  const { url, tokenHash } = step.context.uploadLink(requestId, step.messages.nextNumber);
  step.owe('uploadLinks', {
    tokenHash,
    requestId,
    expiresAt: dialog.extended?.expiresAt ?? expiresAt,
    at: step.facts.now,
  });
  return { uploadUrl: url };
};

/** A later confirmation is bound to exactly this text. */
const remember = (
  step: StepBooks,
  shown: { requestId: string; promptNumber: number; intent: Intent; rendered: RenderedPrompt },
): void => {
  const { requestId, promptNumber, intent, rendered } = shown;
  const language = languageOf(rendered, step.state);
  step.state = withShown(step.state, requestId, {
    promptNumber,
    ...(language === step.state.language ? {} : { language }),
    hash: shownHash({ ...rendered, language }),
    intentId: intent.id,
    text: rendered.text,
    choices: rendered.choices.map(({ id, title }) => ({ id, title })),
  });
  // What tells of an end asks nothing.
  if (rendered.template === null || rendered.template.buttonPayloads.length === 0) return;
  const { name } = rendered.template;
  step.state = withAskedAs(step.state, requestId, {
    ...{ intentId: intent.id, name },
    language: rendered.template.language,
  });
};

/** The request's own document, where the prompt hands it over. */
const withAttachment = (
  rendered: RenderedPrompt,
  { attach }: Prompt,
  dialog: OpenDialog | undefined,
): RenderedPrompt => {
  const document = dialog?.request.document ?? null;
  if (attach === undefined || document === null) return rendered;
  const { sha256, ...carried } = document;
  return { ...rendered, document: { ...carried, ...(sha256 === null ? {} : { sha256 }) } };
};

/** A report without a file of its own is told as the accounts stand: as last reported. */
const statementOf = (
  { facts: { contact }, state: { lockedAccounts = [] } }: StepBooks,
  dialog: OpenDialog | undefined,
): { lines?: Line[] } => {
  if (dialog?.request.variant !== 'report' || dialog.request.lines.length > 0) return {};
  const { customerRef, accountNo } = dialog.request;
  const accounts = (contact?.accounts ?? []).filter(
    (account) =>
      account.customerRef === customerRef &&
      !lockedAccounts.includes(account.accountNo) &&
      (accountNo === null || account.accountNo === accountNo),
  );
  return { lines: accounts.flatMap(({ lines }) => [...lines]) };
};
