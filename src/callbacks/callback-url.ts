import { isIP } from 'node:net';
import { AppError } from '../shared/errors.ts';
import type { AddressPolicy } from './address-policy.ts';

/** The address may not be called (reliability F7). `reason` is a stable word: `scheme`, `port`, `credentials`, `address` … */
export class CallbackUrlRefused extends AppError {
  readonly code = 'callback_url_refused';
  readonly retryable = false;

  constructor(reason: string) {
    super(`This address cannot be called: ${reason}.`, { reason });
  }
}

/** Every address of a name, as the system resolves it. */
export type LookupAll = (hostname: string) => Promise<readonly string[]>;

/** A checked address. `onlyExcepted`: plain http or another port, which only excepted ranges may have. */
export interface CallbackTarget {
  url: URL;
  hostname: string;
  onlyExcepted: boolean;
}

const structureProblem = (url: URL): string | null => {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.hash !== '') return 'fragment';
  if (url.hostname === '' || url.hostname.endsWith('.')) return 'host';
  return null;
};

/**
 * What the text alone tells. The URL parser has already turned decimal, octal and hex spellings of addresses and
 * international names into their plain forms. Throws `CallbackUrlRefused`.
 */
export const checkCallbackUrl = (text: string, policy: AddressPolicy): CallbackTarget => {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused here
  if (text.length > 2048 || /[\s\u0000-\u001f\\]/.test(text)) throw new CallbackUrlRefused('form');
  if (!URL.canParse(text)) throw new CallbackUrlRefused('form');
  const url = new URL(text);
  const problem = structureProblem(url);
  if (problem !== null) throw new CallbackUrlRefused(problem);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const onlyExcepted = url.protocol === 'http:' || url.port !== '';
  if (isIP(hostname) !== 0 && !policy.isExcepted(hostname)) throw new CallbackUrlRefused('address');
  return { url, hostname, onlyExcepted };
};

/** Whether a connection to this address is within what the target may reach. */
export const mayConnect = (
  address: string,
  target: Pick<CallbackTarget, 'onlyExcepted'>,
  policy: AddressPolicy,
): boolean => (target.onlyExcepted ? policy.isExcepted(address) : policy.isAllowed(address));

/**
 * The check when an endpoint is saved: the text, and every address the name has now. A name that does not resolve yet is
 * accepted with https (each delivery checks again) and refused otherwise. Throws `CallbackUrlRefused`.
 */
export const checkCallbackUrlAtSave = async (
  text: string,
  policy: AddressPolicy,
  lookup: LookupAll,
): Promise<void> => {
  const target = checkCallbackUrl(text, policy);
  if (isIP(target.hostname) !== 0) return;
  const addresses = await lookup(target.hostname).catch((): readonly string[] => []);
  const unknown = addresses.length === 0 && target.onlyExcepted;
  if (unknown || !addresses.every((address) => mayConnect(address, target, policy))) {
    throw new CallbackUrlRefused(target.onlyExcepted ? 'scheme, port or address' : 'address');
  }
};
