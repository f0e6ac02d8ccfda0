import { verifySubscription } from '../../../src/whatsapp/meta/verify-subscription.ts';

const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158290411', 'hub.verify_token': 'kuyumcu-42' };

describe('handshake of a webhook address', () => {
  it('with the right token: the challenge comes back verbatim, leading zeros included', () => {
    expect(verifySubscription(query, 'kuyumcu-42')).toBe('1158290411');
    expect(verifySubscription({ ...query, 'hub.challenge': '007a' }, 'kuyumcu-42')).toBe('007a');
  });

  it.each<[string, Record<string, unknown>]>([
    ['another token', { 'hub.verify_token': 'kuyumcu-43' }],
    ['a longer token', { 'hub.verify_token': 'kuyumcu-42x' }],
    ['no token', { 'hub.verify_token': undefined }],
    ['a repeated token', { 'hub.verify_token': ['kuyumcu-42', 'kuyumcu-42'] }],
    ['another mode', { 'hub.mode': 'unsubscribe' }],
    ['no challenge', { 'hub.challenge': undefined }],
    ['an empty challenge', { 'hub.challenge': '' }],
    ['a challenge with markup', { 'hub.challenge': '<script>' }],
    ['a challenge with a line break at its end', { 'hub.challenge': '123\n' }],
    ['a challenge of 65 characters', { 'hub.challenge': '1'.repeat(65) }],
  ])('with %s: refused', (_case, change) => {
    expect(verifySubscription({ ...query, ...change }, 'kuyumcu-42')).toBeNull();
  });

  it('with no token configured: refused, also for an empty token', () => {
    expect(verifySubscription({ ...query, 'hub.verify_token': '' }, '')).toBeNull();
  });
});
