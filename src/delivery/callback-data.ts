/** What travels with a message and comes back in its statuses: `v1.<intent id>.<attempt>`; no personal data. */
export const encodeCallbackData = (intentId: string, attempt: number): string => `v1.${intentId}.${attempt}`;

const pattern = /^v1\.([^.]{1,200})\.(\d{1,6})$/;

/** Null for anything that is not ours: other applications on the account see and make such data too. */
export const decodeCallbackData = (data: string | null): { intentId: string; attempt: number } | null => {
  const match = data === null ? null : pattern.exec(data);
  return match === null ? null : { intentId: match[1] as string, attempt: Number(match[2]) };
};
