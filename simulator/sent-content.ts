import type { Attachment, ChatContent, Header, MediaKind } from './chat-message.ts';
import type { Interactive, InteractiveHeader, SendRequest } from './send-schemas.ts';
import { fillTemplate, unfetched } from './template-message.ts';
import type { TemplateCatalogue } from './template-catalogue.ts';

/** What a send request looks like on the phone, and under which category it is priced. Files are not looked up yet. */
export const sentContent = (
  request: SendRequest,
  catalogue: TemplateCatalogue,
): { content: ChatContent; category: 'service' | 'utility' | 'marketing' | 'authentication' } => {
  if (request.type !== 'template') return { content: freeForm(request), category: 'service' };
  const filled = fillTemplate(catalogue, request.template);
  return {
    content: {
      type: 'buttons',
      header: filled.document ? { type: 'media', media: unfetched('document', filled.document) } : null,
      text: filled.text,
      footer: filled.template.footer,
      buttons: filled.buttons,
      template: filled.template.name,
    },
    category: categories[filled.template.category],
  };
};

const categories = { UTILITY: 'utility', MARKETING: 'marketing', AUTHENTICATION: 'authentication' } as const;

const file = (
  kind: MediaKind,
  source: Parameters<typeof unfetched>[1] & { caption?: string | undefined },
): ChatContent => ({
  type: 'media',
  media: unfetched(kind, source),
  caption: source.caption ?? null,
});

const freeForm = (request: Exclude<SendRequest, { type: 'template' }>): ChatContent => {
  switch (request.type) {
    case 'text':
      return { type: 'text', text: request.text.body };
    case 'image':
      return file('image', request.image);
    case 'video':
      return file('video', request.video);
    case 'audio':
      return file('audio', request.audio);
    case 'document':
      return file('document', request.document);
    case 'sticker':
      return file('sticker', request.sticker);
    case 'location':
      return {
        type: 'location',
        latitude: request.location.latitude,
        longitude: request.location.longitude,
        name: request.location.name ?? null,
        address: request.location.address ?? null,
      };
    case 'contacts':
      return {
        type: 'contacts',
        people: request.contacts.map(({ name, phones }) => ({
          name: name.formatted_name,
          phones: (phones ?? []).flatMap(({ phone }) => phone ?? []),
        })),
      };
    case 'reaction':
      return { type: 'reaction', emoji: request.reaction.emoji, target: request.reaction.message_id };
    case 'interactive':
      return interactive(request.interactive);
  }
};

const interactive = (message: Interactive): ChatContent => {
  const around = {
    header: headerOf(message.header),
    text: message.body.text,
    footer: message.footer?.text ?? null,
  };
  switch (message.type) {
    case 'button':
      return {
        type: 'buttons',
        ...around,
        buttons: message.action.buttons.map(({ reply }) => ({ ...reply })),
        template: null,
      };
    case 'list':
      return {
        type: 'list',
        ...around,
        button: message.action.button,
        sections: message.action.sections.map(({ title, rows }) => ({
          title: title ?? null,
          rows: rows.map((row) => ({ id: row.id, title: row.title, description: row.description ?? null })),
        })),
      };
    case 'cta_url': {
      const { display_text: label, url } = message.action.parameters;
      return { type: 'link', ...around, label, url };
    }
  }
};

const headerOf = (header: InteractiveHeader | undefined): Header => {
  if (!header) return null;
  switch (header.type) {
    case 'text':
      return { type: 'text', text: header.text };
    case 'image':
      return mediaHeader(unfetched('image', header.image));
    case 'video':
      return mediaHeader(unfetched('video', header.video));
    case 'document':
      return mediaHeader(unfetched('document', header.document));
  }
};

const mediaHeader = (media: Attachment): Header => ({ type: 'media', media });
