import type { AccountNews } from './account-news.ts';
import type { Billed } from './billed.ts';
import type { ContactCard, OrderItem, Referral, ReferredProduct } from './message-extras.ts';

/**
 * One message or one status inside a webhook body, in our own words. `src/whatsapp` makes these from wire formats;
 * nothing else knows those. Unknown things parse to `unrecognised`, never to an exception.
 */

/** How a person appears on a channel. At least one of `userId` and `phone` is set on messages; usernames are not identifiers. */
export interface SenderIdentity {
  /** Business-scoped user id, the whole string (`TR.700…`). */
  userId: string | null;
  parentUserId: string | null;
  /** E.164 with `+`. */
  phone: string | null;
  username: string | null;
  /** As the person typed it in WhatsApp: unverified. */
  profileName: string | null;
}

export interface PlatformError {
  code: number;
  title: string;
  details: string | null;
}

export interface MediaReference {
  mediaId: string;
  mimeType: string;
  /** base64, as the platform gives it. */
  sha256: string | null;
  filename: string | null;
  caption: string | null;
}

export type InboundContent =
  | { type: 'text'; text: string }
  /** A tap on a button, a list row or a template's quick reply: `id` is what we sent. */
  | { type: 'choice'; id: string; title: string; via: 'button' | 'list' | 'template' }
  | ({ type: 'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker' } & MediaReference)
  | { type: 'location'; latitude: number; longitude: number; name: string | null; address: string | null }
  | {
      type: 'contacts';
      names: readonly string[];
      phones: readonly string[];
      sharedOwnNumber: boolean;
      /** Left out by earlier releases. */
      cards?: readonly ContactCard[];
    }
  /** `emoji: null` is a removed reaction. */
  | { type: 'reaction'; emoji: string | null; targetMessageId: string }
  | { type: 'edited'; originalMessageId: string; text: string | null }
  | { type: 'deleted'; originalMessageId: string }
  /** Catalogue and items are left out by earlier releases. */
  | {
      type: 'order';
      text: string | null;
      itemCount: number;
      catalogId?: string | null;
      items?: readonly OrderItem[];
    }
  | { type: 'form'; name: string; answer: string }
  | { type: 'identity-changed'; newPhone: string | null; newUserId: string | null }
  /** The platform could not show it (poll, newer type …); it still proves that the person wrote. */
  | { type: 'unsupported'; reason: string }
  /** `body`: what came instead of a content we know, as JSON; left out where nothing did. */
  | { type: 'unrecognised'; wireType: string; body?: string };

export type InboundUnit =
  | {
      kind: 'message';
      messageId: string;
      at: Date | null;
      sender: SenderIdentity;
      groupId: string | null;
      /** The message this one quotes or whose button was tapped. */
      replyTo: string | null;
      forwarded: boolean;
      /** These three are left out where there is nothing to say. */
      frequentlyForwarded?: boolean;
      referral?: Referral;
      product?: ReferredProduct;
      /** Names the key of the telephone it came from, where the platform is asked to check it (platform 3.4); another one: another telephone. */
      telephoneKey?: string;
      content: InboundContent;
    }
  | {
      kind: 'status';
      messageId: string;
      /** sent, delivered, read, played, failed; other values are kept and ignored. */
      status: string;
      at: Date | null;
      recipient: { userId: string | null; phone: string | null };
      /** What we put into `biz_opaque_callback_data`. */
      callbackData: string | null;
      errors: readonly PlatformError[];
      /** Left out: nothing was said about charging it. */
      billed?: Billed;
    }
  /** A person's number or user id changed: both names belong to one person. */
  | { kind: 'identity-change'; at: Date | null; previous: SenderIdentity; current: SenderIdentity }
  /** Account, template and other news: kept for staff, no step. `news`: of what becomes a record of the number. */
  | { kind: 'account'; field: string; at: Date | null; news?: AccountNews }
  /** A message our staff sent from the phone app. `content` is left out by earlier releases. */
  | {
      kind: 'echo';
      messageId: string;
      at: Date | null;
      recipient: SenderIdentity;
      text: string | null;
      content?: InboundContent;
    }
  /** What a person chose in WhatsApp itself about messages of one purpose; `text`: the platform's words for it. */
  | {
      kind: 'preference';
      at: Date | null;
      person: SenderIdentity;
      purpose: 'marketing';
      choice: 'stop' | 'resume';
      text: string | null;
    }
  | { kind: 'unrecognised'; field: string; reason: string };

export interface ParsedUnit {
  /** Deterministic text the keyed dedupe id is made from (`m:…`, `s:…`, `x:…`; reliability A.3). */
  dedupeSource: string;
  /** Which of our numbers it concerns; null when the body names none. */
  phoneNumberId: string | null;
  unit: InboundUnit;
  /** The wire element, kept (sealed) so that nothing accepted is lost. */
  raw: string;
}
