import type { OutboundContent, OutboundDocument, OutboundMessage } from '../../delivery/message-sender.ts';

/** A JSON body of `POST /{phone-number-id}/messages` (platform 6). */
export type GraphBody = Readonly<Record<string, unknown>>;

const documentOf = ({ link, filename, mediaId }: OutboundDocument): GraphBody =>
  mediaId === undefined ? { link, filename } : { id: mediaId, filename };

const documentParameter = (document: OutboundDocument): GraphBody => ({
  type: 'document',
  document: documentOf(document),
});

const buttons = ({ text, choices, document }: Extract<OutboundContent, { type: 'buttons' }>): GraphBody => ({
  type: 'interactive',
  interactive: {
    type: 'button',
    ...(document && { header: documentParameter(document) }),
    body: { text },
    action: { buttons: choices.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })) },
  },
});

const list = ({ text, button, rows }: Extract<OutboundContent, { type: 'list' }>): GraphBody => ({
  type: 'interactive',
  interactive: {
    type: 'list',
    body: { text },
    action: {
      button,
      // One section needs no title.
      sections: [
        {
          rows: rows.map(({ id, title, description }) => ({
            id,
            title,
            ...(description && { description }),
          })),
        },
      ],
    },
  },
});

type TemplateContent = Extract<OutboundContent, { type: 'template' }>;

/** Components without variables are left out; a document header always needs its document (platform 6.4). */
const components = ({ document, parameters, buttonPayloads }: TemplateContent): GraphBody[] => [
  ...(document ? [{ type: 'header', parameters: [documentParameter(document)] }] : []),
  ...(parameters.length === 0
    ? []
    : [
        {
          type: 'body',
          parameters: parameters.map(({ name, value }) => ({
            type: 'text',
            parameter_name: name,
            text: value,
          })),
        },
      ]),
  ...buttonPayloads.map((payload, index) => ({
    type: 'button',
    sub_type: 'quick_reply',
    index: String(index),
    parameters: [{ type: 'payload', payload }],
  })),
];

const template = (content: TemplateContent): GraphBody => {
  const parts = components(content);
  return {
    type: 'template',
    template: {
      name: content.name,
      language: { code: content.language },
      ...(parts.length > 0 && { components: parts }),
    },
  };
};

const contentOf = (content: OutboundContent): GraphBody => {
  switch (content.type) {
    case 'text':
      // A preview would make the platform open the link, and with it anything that may be opened once.
      return { type: 'text', text: { body: content.text, preview_url: false } };
    case 'buttons':
      return buttons(content);
    case 'list':
      return list(content);
    case 'document':
      return {
        type: 'document',
        document: { ...documentOf(content.document), ...(content.caption && { caption: content.caption }) },
      };
    case 'template':
      return template(content);
  }
};

/** Without `+` the platform may prepend the country code of the sending number (platform 6.1). */
const recipientOf = ({ phone, userId }: OutboundMessage['to']): GraphBody | null => {
  if (phone !== null) return { to: phone.startsWith('+') ? phone : `+${phone}` };
  return userId === null ? null : { recipient: userId };
};

/** Null when the message names nobody. Lengths (platform 6.3) are the business of whoever wrote the text. */
export const messageBody = ({ to, content, callbackData }: OutboundMessage): GraphBody | null => {
  const recipient = recipientOf(to);
  return (
    recipient && {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...recipient,
      ...contentOf(content),
      biz_opaque_callback_data: callbackData,
    }
  );
};

/** Marks it and all earlier ones read and shows "typing…" until we answer, at most 25 s (platform 6.5). */
export const readReceiptBody = (messageId: string): GraphBody => ({
  messaging_product: 'whatsapp',
  status: 'read',
  message_id: messageId,
  typing_indicator: { type: 'text' },
});
