import { HeldTemplates } from '../../../src/delivery/held-templates.ts';

const now = new Date('2026-11-24T10:00:00.000Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);

describe('HeldTemplates', () => {
  const place = { channelId: 'chn_1', name: 'letter_v1', language: 'tr' };
  const held = { since: now, until: later(1), code: 132015 };

  it('held: this language of this number alone', () => {
    const templates = new HeldTemplates();
    templates.hold(place, held);

    expect(templates.heldOf(place)).toEqual(held);
    for (const other of [{ language: 'en' }, { name: 'letter_v10' }, { channelId: 'chn_2' }])
      expect(templates.heldOf({ ...place, ...other })).toBeNull();
  });

  it('in use again, with and without a language: gone', () => {
    const templates = new HeldTemplates();
    for (const language of ['tr', 'en', 'ar']) templates.hold({ ...place, language }, held);
    templates.hold({ ...place, name: 'other' }, held);
    templates.release(place);
    expect(['tr', 'en'].map((language) => templates.heldOf({ ...place, language }))).toEqual([null, held]);
    templates.release({ channelId: 'chn_1', name: 'letter_v1' });

    expect(templates.heldOf({ ...place, language: 'ar' })).toBeNull();
    expect(templates.heldOf({ ...place, name: 'other' })).toEqual(held);
  });
});
