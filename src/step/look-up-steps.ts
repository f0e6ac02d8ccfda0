import type { FormerNumberRepository } from '../customers/former-number.repository.ts';
import type { OutboxRepository } from '../delivery/outbox.repository.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import type { PromptDelivery, Unsaid } from '../conversations/conversation-state.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import { isCovered } from './decision-agreement.ts';
import type { ContactFactsRepository } from './contact-facts.repository.ts';
import type { Agreement } from '../vocabulary/agreement.ts';
import type { NumberHolder } from '../vocabulary/number-holder.ts';
import type { AgreementShelf } from '../customers/agreement-shelf.ts';
import { boundPrompts, deliveryOf } from './bound-prompts.ts';
import { unsaidAtEnd, type UnsaidParts } from './unsaid-at-end.ts';
import { cameAfter, type HeldConversation } from './held-conversations.ts';

export interface LookUpParts extends UnsaidParts {
  inbox: Pick<InboxRepository, 'stillPending' | 'bodyOf'>;
  contacts: ContactFactsRepository;
  formerNumbers: Pick<FormerNumberRepository, 'holdersOf'>;
  agreements: Pick<AgreementShelf, 'ofCustomers'>;
  outbox: Pick<OutboxRepository, 'find' | 'findByProviderMessageIds'>;
}

/** One conversation of a batch with what waits for it. */
export interface StepCandidate {
  held: HeldConversation;
  entries: readonly InboxEntry[];
  /** Found by a sweep: whoever worked them before may have applied them. */
  isLeftOver: boolean;
}

/** What the steps of a batch have to know beside their conversations. */
export interface Lookups {
  isPending(entry: InboxEntry): boolean;
  factsOf(contactId: string): ContactFacts | null;
  /** The request whose prompt the entry quotes, where that is known. */
  quotedRequestOf(entry: InboxEntry): string | null;
  /** That prompt, by its intent. */
  quotedIntentOf(entry: InboxEntry): string | null;
  /** How the prompts fared that answers of this batch may be bound to, by intent. */
  deliveries: { readonly [intentId: string]: PromptDelivery };
  /** Who has the numbers that inputs of this batch say were replaced. */
  holders: { readonly [phone: string]: NumberHolder };
  /** Of the customers whose requests may be decided in this batch; null: the tenant keeps none; left out: nothing may be. */
  agreements?: readonly Agreement[] | null;
  /** Requests whose term is over and of which nothing ever left; left out: none. */
  unsaid?: { readonly [requestId: string]: Unsaid };
}

/**
 * Each look-up is one query for the whole batch. Whether an input still waits is asked after the conversation was read, for
 * another process may have applied it before that; one that came after is certainly not applied (reliability B.6).
 */
export const lookUpSteps = async (
  tenantId: string,
  candidates: readonly StepCandidate[],
  parts: LookUpParts,
): Promise<Lookups> => {
  const { inbox, contacts, formerNumbers, agreements, outbox } = parts;
  const entries = candidates.flatMap((candidate) => candidate.entries);
  const asked = candidates.flatMap(({ held, entries: own, isLeftOver }) =>
    own.filter(({ receivedAt }) => isLeftOver || !cameAfter(held, receivedAt)),
  );
  const quoted = entries.flatMap((entry) => quotedMessageId(entry) ?? []);
  const bound = candidates.flatMap(({ held, entries: own }) => boundPrompts(held.doc.state, own));
  const replaced = entries.flatMap(({ body }) =>
    body.from === 'system' && body.input.type === 'number-replaced' ? [body.input.phone] : [],
  );
  const decidable = [...new Set(candidates.flatMap(decidableFor))];
  const [pending, facts, quotedEntries, boundEntries, holders, filed, unsaid] = await Promise.all([
    inbox.stillPending(
      tenantId,
      asked.map(({ id }) => id),
    ),
    contacts.factsOf(
      tenantId,
      candidates.map(({ held }) => held.doc.contactId),
    ),
    quoted.length === 0 ? [] : outbox.findByProviderMessageIds(tenantId, quoted),
    bound.length === 0 ? [] : outbox.find(tenantId, bound),
    replaced.length === 0 ? [] : formerNumbers.holdersOf(tenantId, replaced),
    decidable.length === 0 ? undefined : agreements.ofCustomers(tenantId, decidable),
    unsaidAtEnd(
      tenantId,
      candidates.map(({ held: { doc }, entries: own }) => ({ doc, entries: own })),
      parts,
    ),
  ]);
  const mayBeApplied = new Set(asked.map(({ id }) => id));
  const quotedBy = new Map(quotedEntries.map((entry) => [entry.providerMessageId, entry]));
  return {
    isPending: ({ id }) => !mayBeApplied.has(id) || pending.has(id),
    factsOf: (contactId) => facts.get(contactId) ?? null,
    quotedRequestOf: (entry) => quotedBy.get(quotedMessageId(entry) ?? '')?.requestId ?? null,
    quotedIntentOf: (entry) => quotedBy.get(quotedMessageId(entry) ?? '')?.id ?? null,
    holders: Object.fromEntries(holders),
    ...(filed === undefined ? {} : { agreements: filed }),
    ...(unsaid === undefined ? {} : { unsaid }),
    deliveries: Object.fromEntries(boundEntries.map((entry) => [entry.id, deliveryOf(entry)])),
  };
};

/** Customers for whom a message of this conversation may decide something. */
const decidableFor = ({ held, entries }: StepCandidate): string[] => {
  const { dialogs, unreached = [] } = held.doc.state;
  return entries.some(({ body }) => body.from === 'webhook' && body.unit.kind === 'message')
    ? [...dialogs, ...unreached]
        .filter(({ request }) => isCovered(request))
        .map(({ request }) => request.customerRef)
    : [];
};

const quotedMessageId = (entry: InboxEntry): string | null =>
  entry.body.from === 'webhook' && entry.body.unit.kind === 'message' ? entry.body.unit.replyTo : null;
