/** What may come with a message besides its content, or stand inside an unusual one. Everything is as its sender put it. */

/** The advertisement or post whose button began the chat (platform 3.4). */
export interface Referral {
  headline: string | null;
  body: string | null;
  /** `ad` or `post`. */
  sourceType: string | null;
  sourceId: string | null;
  sourceUrl: string | null;
  /** The platform's id of the click, by which advertisements are accounted for. */
  clickId: string | null;
}

/** The product of the catalogue from whose page the person wrote. */
export interface ReferredProduct {
  catalogId: string | null;
  productId: string | null;
}

/** One line of a shopping cart. Amounts are decimal strings as the cart shows them: nobody has agreed to them. */
export interface OrderItem {
  productId: string | null;
  quantity: string | null;
  price: string | null;
  currency: string | null;
}

/** A contact card. Numbers are E.164 where they can be read, else as the owner of the card typed them. */
export interface ContactCard {
  name: string | null;
  phones: readonly string[];
}
