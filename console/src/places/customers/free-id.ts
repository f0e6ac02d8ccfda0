/** A reference that is not taken yet, of what was signed and when. */
export const freeId = (
  kind: 'channel_evidence' | 'current_account',
  signedOn: string,
  taken: readonly string[],
): string => {
  const name = `${kind === 'current_account' ? 'cari' : 'kanal'}-${signedOn}`;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? name : `${name}-${String(n)}`;
    if (!taken.includes(id)) return id;
  }
};
