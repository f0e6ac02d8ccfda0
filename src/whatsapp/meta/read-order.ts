import type { InboundContent } from '../../vocabulary/inbound-unit.ts';
import type { OrderItem } from '../../vocabulary/message-extras.ts';
import { finite, identifier, list, record, text } from './wire-values.ts';

/** Numbers by documentation, text in captured traffic; kept as decimal text. */
const decimalText = (value: unknown): string | null =>
  text(value) ?? (finite(value) === null ? null : String(value));

const readItem = (value: unknown): OrderItem => {
  const item = record(value);
  return {
    productId: identifier(item.product_retailer_id),
    quantity: decimalText(item.quantity),
    price: decimalText(item.item_price),
    currency: text(item.currency),
  };
};

/** A shopping cart (platform 3.2): nothing is ordered by it, staff reads what the person wants. */
export const readOrder = (value: unknown): InboundContent => {
  const order = record(value);
  const items = list(order.product_items);
  return {
    type: 'order',
    text: text(order.text),
    itemCount: items.length,
    catalogId: identifier(order.catalog_id),
    items: items.map(readItem),
  };
};
