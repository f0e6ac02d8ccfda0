import { Webhook } from 'standardwebhooks';
import {
  isCallbackSecret,
  liveSecrets,
  makeCallbackSecret,
  rotateSecret,
  signCallback,
} from '../../../src/callbacks/callback-secret.ts';

const at = new Date(1_614_265_330_000);
const call = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, body: '{"test": 2432232314}' };
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('signCallback', () => {
  it('signs the vector of Standard Webhooks', () => {
    expect(signCallback({ ...call, secrets: [secret] })).toEqual({
      'webhook-id': call.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('signs during rotation: a receiver that knows only the old or only the new secret verifies', () => {
    const [old, fresh] = [makeCallbackSecret(), makeCallbackSecret()];
    const secrets = rotateSecret([{ secret: old, until: null }], fresh, new Date(Date.now() + 1000));
    const signed = signCallback({ ...call, at: new Date(), secrets: liveSecrets(secrets, new Date()) });

    for (const known of [old, fresh]) {
      expect(new Webhook(known).verify(call.body, { ...signed })).toEqual({ test: 2432232314 });
    }
    expect(() => new Webhook(makeCallbackSecret()).verify(call.body, { ...signed })).toThrow();
  });
});

describe('secrets of an endpoint', () => {
  it('are rotated twice: the newest, the one before it, nothing older', () => {
    const until = new Date(2000);

    const twice = rotateSecret(rotateSecret([{ secret: 'a', until: null }], 'b', new Date(1000)), 'c', until);

    expect(twice).toEqual([
      { secret: 'c', until: null },
      { secret: 'b', until },
    ]);
  });

  it('are given the same secret again: nothing changes', () => {
    const secrets = [{ secret: 'a', until: null }];

    expect(rotateSecret(secrets, 'a', new Date())).toBe(secrets);
  });

  it('are over their time: they sign no more', () => {
    const secrets = [
      { secret: 'new', until: null },
      { secret: 'old', until: new Date(1000) },
    ];

    expect(liveSecrets(secrets, new Date(999))).toEqual(['new', 'old']);
    expect(liveSecrets(secrets, new Date(1000))).toEqual(['new']);
  });

  it.each([
    [makeCallbackSecret(), true],
    [secret, true],
    ['whsec_', false],
    [`whsec_${Buffer.alloc(23).toString('base64')}`, false],
    [`whsec_${Buffer.alloc(65).toString('base64')}`, false],
    [`${secret}!`, false],
    [secret.replace('whsec_', ''), false],
  ])('are checked: %s is %s', (text, expected) => {
    expect(isCallbackSecret(text)).toBe(expected);
  });
});
