import { documentChoice, documentReply } from '../../machines/document-request/document-request.events.ts';
import { weekLater } from '../../machines/document-request/week-later.ts';

const now = '2026-11-27T10:00:00.000Z';

describe('documentChoice', () => {
  it.each([
    ['askedForLink', { type: 'customer.askedForLink' }],
    ['askedForTime', { type: 'customer.askedForTime', now }],
    ['askedForHuman', { type: 'customer.askedForHuman' }],
    ['refusedToSend', { type: 'customer.refusedToSend' }],
    ['confirmedRefusal', { type: 'customer.confirmedRefusal' }],
    ['wentBack', { type: 'customer.wentBack' }],
    ['approved', null],
    ['acceptedDocument', null],
    ['constructor', null],
  ])('%s: is the event of that button, if there is one', (choice, event) => {
    expect(documentChoice({ choice }, now)).toEqual(event);
  });
});

describe('documentReply', () => {
  it.each([
    ['upload_link', { type: 'customer.askedForLink' }],
    ['extension', { type: 'customer.askedForTime', now }],
    ['askedForHuman', { type: 'customer.askedForHuman' }],
    ['human.callback', { type: 'customer.askedForHuman' }],
    ['refuse_document', { type: 'customer.refusedToSend' }],
    ['reject', { type: 'customer.refusedToSend' }],
    ['document.sent', { type: 'customer.announcedFile' }],
    ['defer', { type: 'customer.deferred' }],
    ['resend', { type: 'system.askedAgain' }],
    ['approve.strong', { type: 'customer.repliedUnclearly' }],
    ['approve.soft', { type: 'customer.repliedUnclearly' }],
    ['question', { type: 'customer.repliedUnclearly' }],
    ['unknown', { type: 'customer.unrecognised' }],
    ['askedForBalance', null],
    ['askedForErasure', null],
    ['constructor', null],
  ])('%s: is what it means to a request for a document', (meaning, event) => {
    expect(documentReply(meaning, now)).toEqual(event);
  });

  it('any meaning: never confirms a refusal, which only its button does', () => {
    for (const meaning of ['reject', 'approve.strong', 'refuse_document', 'unknown', 'stoppedNotices'])
      expect(documentReply(meaning, now)?.type).not.toBe('customer.confirmedRefusal');
  });
});

describe('weekLater', () => {
  it.each([
    ['2026-12-07T20:59:59.000Z', '2026-12-14T20:59:59.000Z'],
    ['2026-12-28T06:00:00.000Z', '2027-01-04T06:00:00.000Z'],
    ['2028-02-25T06:00:00.000Z', '2028-03-03T06:00:00.000Z'],
  ])('%s: is %s', (instant, later) => {
    expect(weekLater(instant)).toBe(later);
  });
});
