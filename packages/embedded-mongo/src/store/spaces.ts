/** Key spaces of the one tree that holds everything. */
export const space = { meta: 0x01, documents: 0x02, index: 0x03, retries: 0x04 } as const;
