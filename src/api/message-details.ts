import { z } from 'zod';
import { cleanFileName } from '../files/clean-file-name.ts';
import type { LineDetails } from '../transcripts/line-details.ts';

const textOrNull = z.string().nullable();

/** What a message says besides its words; null, false or empty where it says nothing of the kind. */
export const messageDetails = {
  about: z
    .object({ messageId: textOrNull, providerMessageId: z.string() })
    .nullable()
    .meta({ description: 'The message this one edits, deletes, reacts to or quotes' }),
  file: z
    .object({
      ...{ documentId: textOrNull, filename: textOrNull, mimeType: z.string() },
      sha256: z.string().optional().meta({ description: 'Of a document that we sent, where it is known' }),
      size: z.int().optional().meta({ description: 'Bytes of a document that we sent, where it is known' }),
    })
    .nullable()
    .meta({
      description: 'The file of this message; `documentId` leads to `/v1/documents/{id}` where it was kept',
    }),
  groupId: textOrNull.meta({ description: 'The group it was written in: nothing answers there' }),
  forwarded: z.boolean(),
  frequentlyForwarded: z.boolean(),
  referral: z
    .object({
      headline: textOrNull,
      body: textOrNull,
      sourceType: textOrNull,
      sourceId: textOrNull,
      sourceUrl: textOrNull,
      clickId: textOrNull,
    })
    .nullable()
    .meta({ description: 'The advertisement or post the person came from; `clickId` is its `ctwa_clid`' }),
  product: z
    .object({ catalogId: textOrNull, productId: textOrNull })
    .nullable()
    .meta({ description: 'The product of the catalogue the person wrote about' }),
  order: z
    .object({
      catalogId: textOrNull,
      items: z.array(
        z.object({ productId: textOrNull, quantity: textOrNull, price: textOrNull, currency: textOrNull }),
      ),
    })
    .nullable()
    .meta({ description: 'A shopping cart, as the person sent it' }),
  contacts: z
    .array(z.object({ name: textOrNull, phones: z.array(z.string()) }))
    .meta({ description: 'Contact cards' }),
};

/** What `messageDetails` describes. */
export const toMessageDetails = (details: LineDetails) => ({
  ...details,
  about: details.about && { ...details.about },
  file: details.file && { ...details.file, filename: cleanFileName(details.file.filename) },
  order: details.order && { ...details.order, items: details.order.items.map((item) => ({ ...item })) },
  contacts: details.contacts.map(({ name, phones }) => ({ name, phones: [...phones] })),
});
