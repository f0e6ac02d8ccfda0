import { waIdOf, type Person } from './people.ts';
import type { StoredMessage } from './message-book.ts';
import { statusError } from './platform-errors.ts';

/** Bodies of webhooks, member by member as Meta sends them (platform 2 to 4). */

export interface BusinessNumber {
  wabaId: string;
  phoneNumberId: string;
  displayPhoneNumber: string;
}

const envelope = (business: BusinessNumber, value: object): object => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: business.wabaId,
      changes: [
        {
          value: {
            messaging_product: 'whatsapp',
            metadata: {
              display_phone_number: waIdOf(business.displayPhoneNumber),
              phone_number_id: business.phoneNumberId,
            },
            ...value,
          },
          field: 'messages',
        },
      ],
    },
  ],
});

const contactOf = (person: Person): object => ({
  profile: {
    name: person.name,
    ...(person.hidesPhone ? { username: `@${person.userId.slice(-8)}` } : {}),
  },
  ...(person.hidesPhone ? {} : { wa_id: waIdOf(person.phone) }),
  user_id: person.userId,
});

const seconds = (at: number): string => String(Math.floor(at / 1000));

/** `content` is the type and its member, e.g. `{ type: 'text', text: { body } }`. */
export const inboundWebhook = (
  business: BusinessNumber,
  person: Person,
  message: { id: string; at: number; context?: object; content: object },
): object =>
  envelope(business, {
    contacts: [contactOf(person)],
    messages: [
      {
        ...(message.context ? { context: message.context } : {}),
        ...(person.hidesPhone ? {} : { from: waIdOf(person.phone) }),
        from_user_id: person.userId,
        id: message.id,
        timestamp: seconds(message.at),
        ...message.content,
      },
    ],
  });

/** From here free-form messages and utility templates inside the window are charged (platform 9.6). */
const chargedSince = Date.UTC(2026, 9, 1);

const pricingOf = (category: string, insideWindow: boolean, at: number): object => {
  const isFree = at < chargedSince && insideWindow && (category === 'service' || category === 'utility');
  return {
    billable: !isFree,
    pricing_model: 'PMP',
    type: isFree ? 'free_customer_service' : 'regular',
    category,
  };
};

export const statusWebhook = (
  business: BusinessNumber,
  person: Person | null,
  message: StoredMessage,
  status: { name: string; at: number; errorCode: number | null; isPriced: boolean },
): object => {
  const dispatch = message.dispatch;
  const isFailed = status.name === 'failed';
  const isToPhone = dispatch?.addressedBy !== 'userId';
  const namesPhone = isToPhone || (person !== null && !person.hidesPhone);
  return envelope(business, {
    ...(isFailed || !person ? {} : { contacts: [contactOf(person)] }),
    statuses: [
      {
        id: message.id,
        status: status.name,
        timestamp: seconds(status.at),
        ...(namesPhone ? { recipient_id: waIdOf(message.phone) } : {}),
        ...(person && !(isFailed && isToPhone) ? { recipient_user_id: person.userId } : {}),
        ...(dispatch && dispatch.callbackData !== null
          ? { biz_opaque_callback_data: dispatch.callbackData }
          : {}),
        ...(status.isPriced && dispatch
          ? { pricing: pricingOf(dispatch.category, dispatch.insideWindow, status.at) }
          : {}),
        ...(status.errorCode === null ? {} : { errors: [statusError(status.errorCode)] }),
      },
    ],
  });
};
