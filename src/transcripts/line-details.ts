/** What a line of the transcript says besides its words. Everything is as the person or the platform put it. */
export interface LineDetails {
  /** The message it edits, deletes, reacts to or quotes; `messageId` is null where that one is no line we have. */
  about: { messageId: string | null; providerMessageId: string } | null;
  /**
   * `documentId`: where its content is kept (`/v1/documents`); null: nothing was kept, or not yet, or it is one of ours. `sha256` (hex) and
   * `size` (bytes): of what we sent; left out: of what came in, or nobody named it.
   */
  file: {
    documentId: string | null;
    filename: string | null;
    mimeType: string;
    sha256?: string;
    size?: number;
  } | null;
  /** The group it was written in; null: none. */
  groupId: string | null;
  forwarded: boolean;
  frequentlyForwarded: boolean;
  referral: {
    headline: string | null;
    body: string | null;
    sourceType: string | null;
    sourceId: string | null;
    sourceUrl: string | null;
    clickId: string | null;
  } | null;
  product: { catalogId: string | null; productId: string | null } | null;
  order: {
    catalogId: string | null;
    items: readonly {
      productId: string | null;
      quantity: string | null;
      price: string | null;
      currency: string | null;
    }[];
  } | null;
  contacts: readonly { name: string | null; phones: readonly string[] }[];
}

/** Of a line that has nothing to say but its words. */
export const noDetails: LineDetails = {
  about: null,
  file: null,
  groupId: null,
  forwarded: false,
  frequentlyForwarded: false,
  referral: null,
  product: null,
  order: null,
  contacts: [],
};
