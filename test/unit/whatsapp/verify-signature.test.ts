import { verifySignature } from '../../../src/whatsapp/meta/verify-signature.ts';
import { aTextMessage, signBytes, toWireBytes } from '../../support/meta-webhook.ts';

const secret = 'test-app-secret';
const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
const signature = 'sha256=c84a394cc475525991e78ff16e430b02e47f953877d2af0ade26956ce6f384dc';

describe('signature of a webhook', () => {
  it('of the published vector: accepted', () => {
    expect(verifySignature(body, signature, [secret])).toBe(true);
  });

  it('over bytes with escaped non-ASCII text: accepted', () => {
    const bytes = toWireBytes(aTextMessage({ text: 'Bileziğim nerede? 💍' }));

    expect(bytes.includes('\\ud83d\\udc8d')).toBe(true);
    expect(verifySignature(bytes, signBytes(bytes, secret), [secret])).toBe(true);
  });

  it('over bytes with unescaped non-ASCII text: accepted', () => {
    const bytes = Buffer.from(JSON.stringify(aTextMessage({ text: 'Bileziğim nerede? 💍' })));

    expect(verifySignature(bytes, signBytes(bytes, secret), [secret])).toBe(true);
  });

  it.each<[string, string | readonly string[] | undefined]>([
    ['is missing', undefined],
    ['is empty', ''],
    ['is SHA-1', `sha1=${signature.slice(7, 47)}`],
    ['has another prefix', signature.replace('sha256=', 'sha1=')],
    ['has no prefix', signature.slice(7)],
    ['has upper-case digits', `sha256=${signature.slice(7).toUpperCase()}`],
    ['has 63 digits', signature.slice(0, -1)],
    ['has 65 digits', `${signature}0`],
    ['has a digit that is none', `${signature.slice(0, -1)}g`],
    ['ends with a line break', `${signature}\n`],
    ['starts with a space', ` ${signature}`],
    ['is repeated and joined', `${signature}, ${signature}`],
    ['is repeated as a list', [signature, signature]],
    ['differs in the last digit', `${signature.slice(0, -1)}d`],
  ])('when the header %s: refused', (_case, header) => {
    expect(verifySignature(body, header, [secret])).toBe(false);
  });

  it('of another body, of the same JSON written anew, or of a body with a spare line break: refused', () => {
    const spaced = Buffer.from('{ "object": "whatsapp_business_account", "entry": [] }');
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(spaced.toString())));

    expect(verifySignature(Buffer.from('{}'), signature, [secret])).toBe(false);
    expect(verifySignature(rewritten, signBytes(spaced, secret), [secret])).toBe(false);
    expect(verifySignature(Buffer.concat([body, Buffer.from('\n')]), signature, [secret])).toBe(false);
  });

  it('while a secret is being replaced: both are accepted, afterwards only the new one', () => {
    const byOld = signBytes(body, 'old-secret');
    const byNew = signBytes(body, 'new-secret');

    expect(verifySignature(body, byOld, ['new-secret', 'old-secret'])).toBe(true);
    expect(verifySignature(body, byNew, ['new-secret', 'old-secret'])).toBe(true);
    expect(verifySignature(body, byOld, ['new-secret'])).toBe(false);
  });

  it('without a secret, or with an empty one: nothing is accepted', () => {
    const byEmpty = signBytes(body, '');

    expect(verifySignature(body, signature, [])).toBe(false);
    expect(verifySignature(body, byEmpty, [''])).toBe(false);
    expect(verifySignature(body, signature, ['', secret])).toBe(true);
  });
});
