import type { InboundUnit } from '../../vocabulary/inbound-unit.ts';
import type { Referral, ReferredProduct } from '../../vocabulary/message-extras.ts';
import { identifier, isRecord, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

type Message = Extract<InboundUnit, { kind: 'message' }>;
type Surroundings = Pick<Message, 'frequentlyForwarded' | 'referral' | 'product'>;

const readReferral = (value: WireRecord): Referral => ({
  headline: text(value.headline),
  body: text(value.body),
  sourceType: text(value.source_type),
  sourceId: identifier(value.source_id),
  sourceUrl: text(value.source_url),
  clickId: identifier(value.ctwa_clid),
});

const readProduct = (value: WireRecord): ReferredProduct => ({
  catalogId: identifier(value.catalog_id),
  productId: identifier(value.product_retailer_id),
});

/** Where a message comes from: an advertisement, a product, many forwardings. Nothing for nearly every message. */
export const readSurroundings = (message: WireRecord): Surroundings => {
  const context = record(message.context);
  return {
    ...(context.frequently_forwarded === true ? { frequentlyForwarded: true } : {}),
    ...(isRecord(message.referral) ? { referral: readReferral(message.referral) } : {}),
    ...(isRecord(context.referred_product) ? { product: readProduct(context.referred_product) } : {}),
  };
};
