import { Schema } from 'mongoose';
import { ours } from './schema-options.ts';

const text = { type: String, required: true };

/** Accounts as last reported (customers/account.repository.ts); `rev` counts writes, so that none of two is lost. */
export const accountSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    customerRef: text,
    accountNo: text,
    rev: { type: Number, required: true },
    body: { type: Buffer, required: true },
  },
  ours('accounts'),
);
accountSchema.index({ tenantId: 1, customerRef: 1, accountNo: 1 }, { name: 'customer', unique: true });
