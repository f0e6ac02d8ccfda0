import type { Customer } from '../customers/customer.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { OpenRequest } from './request-store.ts';
import type { FirstApproval } from './request.repository.ts';

/** Whom a request that two people have to approve is put to; undefined: one is enough. */
export const fourEyesOf = (
  { details, variant }: Pick<RequestContent, 'details' | 'variant'>,
  approvals: readonly FirstApproval[] = [],
): 'first' | 'second' | undefined => {
  if (variant !== 'transaction' || details['four_eyes'] !== true) return undefined;
  return approvals.length > 0 ? 'second' : 'first';
};

/** Somebody else has it already: asked again, or a repetition after a crash. */
export const isWithSecond = (
  request: Pick<OpenRequest, 'contactRef' | 'conversationId' | 'approvals'>,
  { as, fromContactRef }: { as?: 'second_approver'; fromContactRef: string | null },
): boolean =>
  as === 'second_approver' &&
  request.contactRef !== fromContactRef &&
  request.approvals.every(
    ({ contactRef, conversationId }) =>
      contactRef !== request.contactRef && conversationId !== request.conversationId,
  );

/** The same person may be named twice in the books: by reference, record, number and conversation it must be another one. */
export const approverTest = async (
  customer: Pick<Customer, 'contacts'>,
  approvals: readonly FirstApproval[],
  contactIdOf: (ref: string) => Promise<string | null>,
): Promise<
  (person: { ref: string; phone: string; contactId: string; conversationId?: string }) => boolean
> => {
  const refs = new Set(approvals.map(({ contactRef }) => contactRef));
  const conversations = new Set(approvals.map(({ conversationId }) => conversationId));
  const ids = new Set(await Promise.all([...refs].map((ref) => contactIdOf(ref))));
  const phones = new Set(
    customer.contacts.filter(({ ref }) => refs.has(ref)).map(({ phone }) => digits(phone)),
  );
  return ({ ref, phone, contactId, conversationId }) =>
    refs.has(ref) ||
    ids.has(contactId) ||
    phones.has(digits(phone)) ||
    (conversationId !== undefined && conversations.has(conversationId));
};

const digits = (phone: string): string => phone.replace(/\D/g, '');
