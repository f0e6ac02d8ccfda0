import { begunIn, draftOf, endDraft, keepDraft, noteOf } from '../../../console/src/places/chats/drafts.ts';
import { notesNeeded } from '../../../console/src/places/chats/notes-needed.ts';
import { shownTo } from '../../../console/src/places/chats/shown.ts';
import { forgetKept } from '../../../console/src/parts/keeps.ts';

const chat = 'cnv_1';

describe('what was typed in a chat', () => {
  beforeEach(() => forgetKept());

  it('looked at again, in whatever box: the same words go under the same key, other words under another', () => {
    keepDraft(chat, 'Geliyorum');
    const first = draftOf(chat);
    keepDraft(noteOf(chat), 'aradı');
    expect(draftOf(chat)).toEqual({ text: 'Geliyorum', key: first?.key });

    keepDraft(chat, 'Geliyorum.');
    expect(draftOf(chat)?.key).not.toBe(first?.key);
  });

  it('sent: gone, but words that were typed meanwhile stay', () => {
    keepDraft(chat, 'bir');
    const sent = draftOf(chat);
    keepDraft(chat, 'bir iki');
    endDraft(chat, { key: sent?.key ?? '' });
    expect(draftOf(chat)?.text).toBe('bir iki');

    endDraft(chat, { key: draftOf(chat)?.key ?? '' });
    expect(draftOf(chat)).toBeNull();
  });

  it.each([
    ['nothing', null, null, 'message'],
    ['a message', 'Geliyorum', null, 'message'],
    ['a note', null, 'aradı', 'note'],
    ['both', 'Geliyorum', 'aradı', 'message'],
  ])('%s, come back to: goes on where it was begun', (_case, message, note, begun) => {
    keepDraft(chat, message ?? '');
    keepDraft(noteOf(chat), note ?? '');

    expect(begunIn(chat)).toBe(begun);
    expect(begunIn('cnv_2')).toBe('message');
  });
});

describe('notes of a chat', () => {
  const facts = { hasMore: true, oldest: '2026-11-24T10:00', since: '2026-11-24T09:00' };
  const still = { isFetching: false, isFailed: false };

  it.each<[string, boolean, boolean, Partial<Parameters<typeof notesNeeded>[0]>]>([
    ['do not go back as far as the messages', true, true, {}],
    ['are asked for already', true, false, { isFetching: true }],
    ['could not be had', true, false, { isFailed: true }],
    ['go back as far as the messages', false, false, { oldest: '2026-11-24T08:00' }],
    ['are all there', false, false, { hasMore: false }],
    ['stand beside all messages', true, true, { since: null, oldest: '2026-11-24T08:00' }],
    ['stand beside messages that are not known yet', false, false, { since: undefined }],
  ])('that %s: missing %s, asked for %s', (_case, isShort, isAsked, changes) => {
    expect(notesNeeded({ ...facts, ...still, ...changes })).toEqual({ isShort, isAsked });
  });
});

describe('the list of chats', () => {
  it('of one’s own, asked for with a key: shows all, as a key has none', () => {
    expect([shownTo('key', 'mine'), shownTo('staff', 'mine'), shownTo('key', 'bot')]).toEqual([
      ...['all', 'mine', 'bot'],
    ]);
  });
});
