import { createHash, createHmac } from 'node:crypto';
import { uploadLinkId, uploadTokenOf } from '../../../src/documents/upload-link.ts';

const secret = Buffer.alloc(32, 1);

describe('upload tokens', () => {
  it('made for a request and a number: an HMAC of both, 43 characters that fit an address', () => {
    const token = uploadTokenOf(secret, 'req_1', 2);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(Buffer.from(token, 'base64url')).toEqual(
      createHmac('sha256', secret).update('["upload","req_1",2]').digest(),
    );
  });

  it('made again: the same; for another request, number or secret: another', () => {
    const token = uploadTokenOf(secret, 'req_1', 1);
    expect(uploadTokenOf(secret, 'req_1', 1)).toBe(token);
    const others = [
      uploadTokenOf(secret, 'req_1', 11),
      uploadTokenOf(secret, 'req_11', 1),
      uploadTokenOf(Buffer.alloc(32, 2), 'req_1', 1),
    ];
    expect(new Set([token, ...others]).size).toBe(4);
  });

  it('stored: as their SHA-256, hex', () => {
    expect(uploadLinkId('abc')).toBe(createHash('sha256').update('abc').digest('hex'));
  });
});
