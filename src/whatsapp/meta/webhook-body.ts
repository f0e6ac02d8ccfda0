import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import canonicalize from 'canonicalize';

export const sha256Hex = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** The bytes of one request, for what cannot be kept or named element by element. */
export interface WebhookBody {
  /** The bytes as text; `base64:` in front when they are no UTF-8. */
  asText(): string;
  /** The element as JSON. One nested too deeply to be written again is kept as the whole body, once per body. */
  rawOf(element: unknown): string;
  /** The same for the same element, however its members are ordered; `path` names its place in the body. */
  fingerprintOf(element: unknown, path: string): string;
}

const makeFingerprint = (bytes: Buffer, element: unknown, path: string): string => {
  try {
    return sha256Hex(canonicalize(element) ?? '');
  } catch {
    // Canonical JSON knows no lone surrogates, and nesting can exceed the stack. A retry has the same bytes, so the place
    // in them names the element just as well.
    return sha256Hex(`${sha256Hex(bytes)}:${path}`);
  }
};

export const makeWebhookBody = (bytes: Buffer): WebhookBody => {
  const asText = (): string =>
    isUtf8(bytes) ? bytes.toString('utf8') : `base64:${bytes.toString('base64')}`;
  let isKeptWhole = false;
  let printed: unknown;
  let print = '';
  return {
    asText,
    rawOf(element) {
      try {
        return JSON.stringify(element) ?? 'null';
      } catch {
        if (isKeptWhole) return `sha256:${sha256Hex(bytes)}`;
        isKeptWhole = true;
        return asText();
      }
    },
    fingerprintOf(element, path) {
      // A change with many nameless elements asks many times for the same print.
      if (print === '' || printed !== element || typeof element !== 'object') {
        printed = element;
        print = makeFingerprint(bytes, element, path);
      }
      return print;
    },
  };
};
