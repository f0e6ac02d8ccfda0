import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy.ts';
import { CallbackUrlRefused, mayConnect, type CallbackTarget, type LookupAll } from './callback-url.ts';

/** Every address the system knows for a name. */
export const lookupAll: LookupAll = async (hostname) => {
  const found = await systemLookup(hostname, { all: true });
  return found.map(({ address }) => address);
};

export interface ConnectorParts {
  policy: AddressPolicy;
  timeoutMs: number;
  /** The system's resolver when left out. */
  lookup?: LookupAll;
}

/** Resolves at connection time and gives out addresses only when every one of them may be called: no room for rebinding. */
const checkedLookup =
  (target: CallbackTarget, policy: AddressPolicy, lookup: LookupAll): LookupFunction =>
  (hostname, options, callback) => {
    const refuse = (error: Error) => callback(error, '', 0);
    lookup(hostname).then((addresses) => {
      if (addresses.length === 0) return refuse(new Error('no address'));
      if (!addresses.every((address) => mayConnect(address, target, policy)))
        return refuse(new CallbackUrlRefused('address'));
      const found = addresses.map((address) => ({ address, family: isIP(address) }));
      if (options.all === true) return callback(null, found);
      return callback(null, found[0]?.address ?? '', found[0]?.family ?? 0);
    }, refuse);
  };

/** Connects to where the target may go, by the address as resolved and by the one of the open connection (reliability F7). */
export const checkedConnector = (target: CallbackTarget, parts: ConnectorParts): buildConnector.connector => {
  const connect = buildConnector({
    timeout: parts.timeoutMs,
    lookup: checkedLookup(target, parts.policy, parts.lookup ?? lookupAll),
  });
  return (options, callback) =>
    connect(options, (...args) => {
      const [error, socket] = args;
      if (error !== null) return callback(error, null);
      // Whatever the name said, this is where the bytes would go. Nothing was written yet.
      if (!mayConnect(socket.remoteAddress ?? '', target, parts.policy)) {
        socket.destroy();
        return callback(new CallbackUrlRefused('address'), null);
      }
      return callback(null, socket);
    });
};
