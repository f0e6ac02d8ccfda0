/** What a table is of: balances of accounts, or totals of declarations of purchases and sales (domain 3.3). */
export const tableKinds = ['current_account', 'babs'] as const;
export type TableKind = (typeof tableKinds)[number];
