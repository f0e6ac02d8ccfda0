import { objectionTermOf } from '../../../src/api/objection-term.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import { letterRequest } from '../templates/sample-prompt.ts';

const contract = { agreementId: 'cari-1', signedOn: '2026-01-02' };
const letter = (changes: Partial<RequestContent> = {}): RequestContent => ({ ...letterRequest, ...changes });
const term = (content: RequestContent, at: string | null) =>
  objectionTermOf(content, at === null ? null : new Date(at), 'Europe/Istanbul');

describe('R12: the month of TTK 94', () => {
  it('R12: without a written contract on file: nothing is counted, whenever the letter came', () => {
    expect(term(letter(), '2026-11-23T07:00:00Z')).toBeNull();
    expect(
      term(letter({ details: { ...letterRequest.details, written_account_contract: true } }), null),
    ).toBeNull();
  });

  it.each([
    ['2026-11-23T07:00:00Z', '2026-12-23'],
    ['2026-11-23T20:59:59Z', '2026-12-23'],
    ['2026-11-23T21:00:00Z', '2026-12-24'],
    ['2026-12-31T09:00:00Z', '2027-01-31'],
    ['2027-01-31T09:00:00Z', '2027-02-28'],
    ['2028-01-30T09:00:00Z', '2028-02-29'],
  ])('R12: with one, received at %s: until %s, by the days of the business', (at, until) => {
    expect(term(letter({ contract }), at)).toEqual({ ...contract, receivedAt: new Date(at), until });
  });

  it('R12: not received yet: not begun', () => {
    expect(term(letter({ contract }), null)).toEqual({ ...contract, receivedAt: null, until: null });
  });

  it('R12: received as the business system says: counted from there', () => {
    const details = { ...letterRequest.details, received_at: '2026-11-20T10:00:00+03:00' };
    expect(term(letter({ contract, details }), '2026-11-23T07:00:00Z')?.until).toBe('2026-12-20');
  });
});
