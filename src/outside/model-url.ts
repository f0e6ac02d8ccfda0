import type { AddressPolicy } from '../callbacks/address-policy.ts';
import { checkCallbackUrl, CallbackUrlRefused, type CallbackTarget } from '../callbacks/callback-url.ts';

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '::1' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/**
 * What the text of the address alone tells: the rules of callbacks (reliability F7), and plain http to this machine alone, where the
 * operator excepted it. Throws `CallbackUrlRefused`.
 */
export const checkModelUrl = (text: string, policy: AddressPolicy): CallbackTarget => {
  const target = checkCallbackUrl(text, policy);
  if (target.url.protocol === 'http:' && !isLoopback(target.hostname)) throw new CallbackUrlRefused('scheme');
  return target;
};
