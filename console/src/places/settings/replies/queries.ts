import { api, dataOf } from '../../../api/client.ts';
import type { CannedReply } from '../../../parts/reply-text.ts';
import type { Words } from './typed-reply.ts';

/** `key`: pressed twice, or again after a lost answer, it is one reply. */
export const makeReply = ({ words, key }: { words: Words; key: string }) =>
  dataOf(api.POST('/v1/canned-replies', { headers: { 'Idempotency-Key': key }, body: words }));

const asSeen = ({ id, rev }: Pick<CannedReply, 'id' | 'rev'>) => ({
  params: { path: { id } },
  headers: { 'If-Match': `"${String(rev)}"` },
});

export const changeReply = ({ words, ...seen }: Pick<CannedReply, 'id' | 'rev'> & { words: Words }) =>
  dataOf(api.PUT('/v1/canned-replies/{id}', { ...asSeen(seen), body: words }));

export const removeReply = (seen: Pick<CannedReply, 'id' | 'rev'>) =>
  dataOf(api.DELETE('/v1/canned-replies/{id}', asSeen(seen)));
