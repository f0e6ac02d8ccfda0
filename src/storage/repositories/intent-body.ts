import type { Binary } from 'mongodb';
import type { Intent } from '../../delivery/outbox-entry.ts';
import type { RenderedPrompt } from '../../vocabulary/rendered-prompt.ts';
import type { Vault } from '../vault.ts';

/** What of an intent is sealed: everything that says who and what. */
export type IntentBody = Pick<
  Intent,
  | 'promptNumber'
  | 'to'
  | 'prompt'
  | 'rendered'
  | 'author'
  | 'createdAt'
  | 'notBefore'
  | 'notAfter'
  | 'windowExpiresAt'
  | 'isUnasked'
  | 'keepsHours'
  | 'saysNotice'
> & {
  /** The provider's message id where it was known when this was sealed; else `provider` has it. */
  providerMessageId?: string;
};

/** As it is sealed: what most messages have not is left out. Earlier releases wrote it as null. */
type SealedBody = Omit<IntentBody, 'rendered' | 'notBefore'> & {
  rendered: Pick<RenderedPrompt, 'text' | 'kind'> & Partial<RenderedPrompt>;
  /** Left out: due when it was decided. */
  notBefore?: Date;
};

/** What a plain text has not. */
const bare = { choices: [], listButton: null, document: null, template: null };

export const sealIntentBody = (vault: Vault, tenantId: string, id: string, body: IntentBody): Binary => {
  const { rendered, notBefore, ...rest } = body;
  const { choices, listButton, document, template, ...said } = rendered;
  const sealed: SealedBody = {
    ...rest,
    ...(notBefore.getTime() === rest.createdAt.getTime() ? {} : { notBefore }),
    rendered: {
      ...said,
      ...(choices.length === 0 ? {} : { choices }),
      ...(listButton === null ? {} : { listButton }),
      ...(document === null ? {} : { document }),
      ...(template === null ? {} : { template }),
    },
  };
  return vault.seal(tenantId, 'outbox', id, 'body', sealed);
};

export const openIntentBody = (vault: Vault, tenantId: string, id: string, sealed: Binary): IntentBody => {
  const body = vault.open<SealedBody>(tenantId, 'outbox', id, 'body', sealed);
  return { ...body, notBefore: body.notBefore ?? body.createdAt, rendered: { ...bare, ...body.rendered } };
};
