import { createHmac } from 'node:crypto';

/** Whole webhook bodies as Meta posts them, and their signature over the exact bytes. Numbers and names are invented. */

export const testAppSecret = 'test-app-secret';

/** Meta escapes everything above ASCII as `\uXXXX` with lowercase digits, and signs that text (platform 1.2). */
export const toWireBytes = (body: unknown): Buffer =>
  Buffer.from(
    JSON.stringify(body).replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    'latin1',
  );

export const signBytes = (bytes: Uint8Array, secret: string = testAppSecret): string =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

export interface SignedWebhook {
  rawBody: Buffer;
  headers: { 'content-type': string; 'x-hub-signature-256': string };
}

export const signWebhook = (body: unknown, secret: string = testAppSecret): SignedWebhook => {
  const rawBody = toWireBytes(body);
  return {
    rawBody,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signBytes(rawBody, secret) },
  };
};

export interface WebhookFacts {
  phoneNumberId?: string;
  /** Digits with country code, as webhooks write it; null: the number is withheld. */
  from?: string | null;
  userId?: string | null;
  profileName?: string;
  /** `identity_key_hash`: the number is set to have telephones checked. */
  telephoneKey?: string;
  messageId?: string;
  /** Seconds since 1970 go on the wire. */
  at?: Date;
  /** The message this one answers. */
  replyTo?: string;
}

let counter = 0;
const nextMessageId = (): string => {
  counter += 1;
  return `wamid.IN${String(counter).padStart(6, '0')}`;
};

const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));

/** `value` in its envelope. */
export const webhookBody = (
  value: object,
  { phoneNumberId }: WebhookFacts = {},
  field = 'messages',
): object => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '301122334455667',
      changes: [
        {
          field,
          value: {
            messaging_product: 'whatsapp',
            metadata: {
              display_phone_number: '902120000000',
              phone_number_id: phoneNumberId ?? '410000000000001',
            },
            ...value,
          },
        },
      ],
    },
  ],
});

/** A message of any type: `content` holds `type` and its member. */
export const aMessage = (content: object, facts: WebhookFacts = {}): object => {
  const { from = '905321112233', userId = null, profileName = 'Elif K.', at = new Date() } = facts;
  const contact = {
    profile: { name: profileName },
    ...(from !== null && { wa_id: from }),
    ...(userId !== null && { user_id: userId }),
    ...(facts.telephoneKey !== undefined && { identity_key_hash: facts.telephoneKey }),
  };
  const message = {
    ...(from !== null && { from }),
    ...(userId !== null && { from_user_id: userId }),
    id: facts.messageId ?? nextMessageId(),
    timestamp: seconds(at),
    ...(facts.replyTo !== undefined && { context: { from: '902120000000', id: facts.replyTo } }),
    ...content,
  };
  return webhookBody({ contacts: [contact], messages: [message] }, facts);
};

export const aTextMessage = ({ text = 'Merhaba', ...facts }: WebhookFacts & { text?: string } = {}): object =>
  aMessage({ type: 'text', text: { body: text } }, facts);

export interface TapFacts extends WebhookFacts {
  /** What we sent as id or payload. */
  id: string;
  title?: string;
}

/** A tap on a reply button inside the service window. */
export const aButtonTap = ({ id, title = 'Onaylıyorum', ...facts }: TapFacts): object =>
  aMessage(
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } },
    facts,
  );

export const aListTap = ({
  id,
  title = 'Ekstre',
  description,
  ...facts
}: TapFacts & { description?: string }): object =>
  aMessage(
    {
      type: 'interactive',
      interactive: {
        type: 'list_reply',
        list_reply: { id, title, ...(description !== undefined && { description }) },
      },
    },
    facts,
  );

/** A tap on a quick reply of a template. */
export const aTemplateTap = ({ id, title = 'Onaylıyorum', ...facts }: TapFacts): object =>
  aMessage({ type: 'button', button: { payload: id, text: title } }, facts);

export interface StatusFacts {
  phoneNumberId?: string;
  messageId: string;
  status?: string;
  /** Digits; null: withheld. */
  to?: string | null;
  userId?: string | null;
  callbackData?: string;
  at?: Date;
  /** For `failed`. */
  errorCode?: number;
  /** What the platform says about charging it. */
  pricing?: { category: string; type: string };
}

export const aStatus = ({
  messageId,
  status = 'delivered',
  to = '905321112233',
  ...facts
}: StatusFacts): object =>
  webhookBody(
    {
      statuses: [
        {
          id: messageId,
          status,
          timestamp: seconds(facts.at ?? new Date()),
          ...(to !== null && { recipient_id: to }),
          ...(typeof facts.userId === 'string' && { recipient_user_id: facts.userId }),
          ...(facts.callbackData !== undefined && { biz_opaque_callback_data: facts.callbackData }),
          ...(facts.pricing !== undefined && {
            pricing: { billable: true, pricing_model: 'PMP', ...facts.pricing },
          }),
          ...(facts.errorCode !== undefined && {
            errors: [
              { code: facts.errorCode, title: 'Refused', error_data: { details: 'Refused for a test.' } },
            ],
          }),
        },
      ],
    },
    facts.phoneNumberId === undefined ? {} : { phoneNumberId: facts.phoneNumberId },
  );
