import type { FoldInput, ViewDialog } from '../conversations/conversation-state.ts';
import type { ResolvedPerson } from '../customers/identity.repository.ts';
import { standingOfConversation } from '../conversations/conversation-standing.ts';
import { entryBeingSent, type Intent } from '../delivery/outbox-entry.ts';
import { saidInWindow, type Plan } from '../delivery/plan-message.ts';
import { makePlanSend, type PlanSendParts } from '../delivery/plan-send.ts';
import type { TenantSettingsLookup } from '../channels/tenant-settings.ts';
import type { Language } from '../vocabulary/language.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { Leaving, PreviewedMessage, PreviewRequest } from '../vocabulary/previewed-request.ts';
import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
import type { ContactFactsRepository } from './contact-facts.repository.ts';
import { claimedWhenMade } from './new-conversation.ts';
import { computeStep } from './step-compute.ts';
import { languageOf } from './spoken-language.ts';
import type { RenderPrompt } from './step-render.ts';

export interface PreviewParts {
  /** A conversation as it stands; null: there is none. */
  peekConversation(tenantId: string, conversationId: string): Promise<ClaimedConversation | null>;
  /** The conversation of a contact on a channel, without making one; null: there is none yet. */
  findConversation(tenantId: string, channelId: string, contactId: string): Promise<ResolvedPerson | null>;
  contacts: ContactFactsRepository;
  contactIdOf(tenantId: string, contactRef: string): Promise<string | null>;
  channelOf(tenantId: string): Promise<string>;
  tenants: TenantSettingsLookup;
  units: Pick<OwnUnitsLookup, 'reading'>;
  fold: FoldInput;
  view: ViewDialog;
  render: RenderPrompt;
  pace: { intervalMs: number; burst: number };
  replyValidityMs: number;
  /** Until when the tenant's budget holds what may wait; null: it holds nothing. */
  unpaidUntil(tenantId: string): Promise<Date | null>;
  /** What a message of the tenant is planned with as it leaves. */
  planningOf(tenantId: string): Promise<Omit<PlanSendParts, 'capsOf' | 'budgets' | 'reach'>>;
}

/** The conversation as it stands, or as it would be made. */
const conversationOf = async (
  parts: PreviewParts,
  tenantId: string,
  { contact, contactId }: { contact: Parameters<PreviewRequest>[1]['contact']; contactId: string },
): Promise<ClaimedConversation> => {
  const channelId = await parts.channelOf(tenantId);
  const known = await parts.findConversation(tenantId, channelId, contactId);
  const doc = known === null ? null : await parts.peekConversation(tenantId, known.conversationId);
  const address = { phone: contact.phone, userId: null };
  const conversationId = known?.conversationId ?? `preview:${contact.ref}`;
  return (
    doc ??
    claimedWhenMade({
      ...{ tenantId, channelId, conversationId, contactId },
      ...{ language: contact.language, address },
    })
  );
};

/** A channel or a template comes back when somebody sees to it. */
const unforeseen: ReadonlySet<string> = new Set(['channel', 'template']);

const leavingBy = (plan: Plan): Leaving => {
  if (plan.verdict === 'send') return { verdict: 'send' };
  if (plan.verdict === 'drop') return { verdict: 'drop', reason: plan.reason };
  const { verdict, check, reason, until } = plan;
  return { verdict, check, reason, until: unforeseen.has(check) ? null : until };
};

const holdsOf = ({ plan }: Intent): PreviewedMessage['holds'] =>
  plan?.verdict === 'hold' && plan.check !== undefined
    ? [{ check: plan.check, reason: plan.reason ?? plan.check, until: plan.until ?? null }]
    : [];

const toMessage = (
  intent: Intent,
  {
    language,
    now,
    planning,
  }: { language: Language; now: Date; planning: Omit<PlanSendParts, 'capsOf' | 'reach'> },
): PreviewedMessage => {
  const { rendered, windowExpiresAt, notBefore, heldUntil, suppressed } = intent;
  const as = saidInWindow({
    now: notBefore < now ? now : notBefore,
    message: { rendered, forceTemplate: false },
    windowExpiresAt,
  });
  const isTemplate = as === 'template';
  return {
    text: (isTemplate ? rendered.template?.text : undefined) ?? rendered.text,
    choices: rendered.choices.map(({ title }) => title),
    template: isTemplate ? (rendered.template?.name ?? null) : null,
    ...(rendered.template?.chosen === undefined ? {} : { chosen: rendered.template.chosen }),
    language: languageOf(rendered, { language }),
    insteadOf: (isTemplate ? rendered.template?.insteadOf : undefined) ?? null,
    at: notBefore,
    heldUntil,
    holds: holdsOf(intent),
    // That a question was kept back is of the compartment: it looks like one that is sent (domain 6.3-e).
    unsent: suppressed ?? (as === null ? 'window_closed' : null),
    conversationId: intent.conversationId,
    leaving: async (at, { roomOf, reach }) => {
      const plan = makePlanSend({
        ...planning,
        capsOf: (_entry, stream) => roomOf(stream),
        reach: {
          untilOf: (_to, now) => reach.untilOf(now),
          take: async ({ isUnasked }, now) => reach.take(now, { isUnasked: isUnasked === true }),
        },
      });
      const entry = entryBeingSent(intent, { owner: 'preview', until: at });
      return leavingBy(await plan(entry, { isFresh: true, now: at }));
    },
  };
};

const isHeld = ({ state }: StepCommit, requestId: string): boolean =>
  standingOfConversation(state).held.includes(requestId);

/** The very step that would be taken, computed and dropped: nothing is stored, nobody is written to. */
export const makePreviewRequest =
  (parts: PreviewParts): PreviewRequest =>
  async (tenantId, { content, contact, now }) => {
    const { fold, view, render, pace, replyValidityMs, tenants, units, contacts } = parts;
    const contactId = (await parts.contactIdOf(tenantId, contact.ref)) ?? 'preview';
    const [doc, facts, tenant, unpaidUntil, plans] = await Promise.all([
      conversationOf(parts, tenantId, { contact, contactId }),
      contacts.factsOf(tenantId, [contactId]),
      tenants.settingsOf(tenantId),
      parts.unpaidUntil(tenantId),
      parts.planningOf(tenantId),
    ]);
    const request = {
      type: 'request' as const,
      id: 'preview',
      request: content,
      token: 'preview',
      forwardedFrom: null,
    };
    const context = {
      ...{ fold, view, render, ...tenant, pace, replyValidityMs, unpaidUntil },
      uploadLink: () => ({ url: `${tenant.company.privacyUrl}#preview`, tokenHash: 'preview' }),
    };
    const commit = await units.reading(tenantId, (ownUnits) =>
      computeStep(
        { ...doc, attempts: 1, relays: [], applied: [] },
        [{ id: 'preview', receivedAt: now, body: { from: 'system', input: request }, quotedRequestId: null }],
        {
          now: now.toISOString(),
          contact: facts.get(contactId) ?? null,
          ownUnits,
          ...(tenant.privacyNotice === null ? {} : { privacyNotice: tenant.privacyNotice }),
        },
        context,
      ),
    );
    const output = commit?.relays.at(-1);
    const ended = output?.requestChanges.find(({ closed }) => closed !== null)?.closed ?? null;
    const { language } = commit?.state ?? doc.state;
    const planning = { ...plans, budgets: { untilOf: () => unpaidUntil } };
    return {
      messages: (output?.intents ?? []).map((intent) => toMessage(intent, { language, now, planning })),
      state:
        ended !== null || commit === null ? 'ended' : isHeld(commit, content.requestId) ? 'held' : 'asked',
      outcome: ended?.outcome ?? null,
    };
  };
