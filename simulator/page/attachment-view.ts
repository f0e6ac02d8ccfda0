import type { Attachment } from '../chat-message.ts';
import { api } from './api.ts';
import { sizeOf } from './dates.ts';
import { el } from './element.ts';
import { icon } from './icons.ts';
import type { PageContext } from './page-context.ts';

/** A photo, a player or a document card. */
export const attachmentView = (media: Attachment, context: PageContext): HTMLElement => {
  const { words } = context;
  if (media.mediaId === null)
    return el('div', { class: 'card' }, icon('document'), el('span', {}, words.gone));
  const url = api.mediaUrl(media.mediaId);
  switch (media.kind) {
    case 'image':
    case 'sticker': {
      const label = media.filename ?? words[media.kind];
      const picture = el('img', {
        src: url,
        alt: label,
        class: media.kind,
        decoding: 'async',
        onerror: () => {
          link.replaceChildren(icon('alert'), words.gone);
          link.classList.add('card');
        },
      });
      const link = el('a', { href: url, target: '_blank', rel: 'noopener', class: 'picture' }, picture);
      return link;
    }
    case 'audio':
      return el('audio', { src: url, controls: true, preload: 'metadata', 'aria-label': words.audio });
    case 'video':
      return el('video', { src: url, controls: true, preload: 'metadata', 'aria-label': words.video });
    case 'document':
      return documentCard(media, url, context);
  }
};

const badges: Readonly<Record<string, string>> = {
  pdf: 'is-pdf',
  csv: 'is-sheet',
  xls: 'is-sheet',
  xlsx: 'is-sheet',
  heic: 'is-image',
  heif: 'is-image',
  webp: 'is-image',
};

const documentCard = (media: Attachment, url: string, { words, language }: PageContext): HTMLElement => {
  const name = media.filename ?? words.document;
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? media.mimeType?.split('/').pop() ?? '';
  const facts = [ending.toUpperCase(), media.size === null ? '' : sizeOf(media.size, language)]
    .filter(Boolean)
    .join(' · ');
  return el(
    'a',
    { href: url, target: '_blank', rel: 'noopener', class: 'card document' },
    el(
      'span',
      { class: `file-badge ${badges[ending.toLowerCase()] ?? ''}`, 'aria-hidden': 'true' },
      ending.slice(0, 4).toUpperCase(),
    ),
    el(
      'span',
      { class: 'file-facts' },
      el('span', { class: 'file-name' }, el('bdi', {}, name)),
      el('small', {}, facts),
    ),
    el('span', { class: 'file-open', 'aria-hidden': 'true' }, icon('download')),
  );
};
