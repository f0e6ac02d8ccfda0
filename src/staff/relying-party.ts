import { isIP } from 'node:net';

/** For whom passkeys are made: a browser shows them to this name and to pages of it alone. */
export interface RelyingParty {
  /** The name of the host. */
  id: string;
  origin: string;
}

/** Null: browsers make no passkeys for this address, an IP or plain http. */
export const relyingPartyOf = (publicUrl: string): RelyingParty | null => {
  const { protocol, hostname, origin } = new URL(publicUrl);
  const isAddress = isIP(hostname) !== 0 || hostname.startsWith('[');
  if (isAddress || (protocol !== 'https:' && hostname !== 'localhost')) return null;
  return { id: hostname, origin };
};

/**
 * The origin that a signature has to be of. A console on this machine is opened at whichever port leads to it, as its other calls are
 * (`ownOrigin`); any other host has one origin.
 */
export const expectedOrigin = ({ id, origin }: RelyingParty, said: string): string => {
  const isLocal = id === 'localhost' && URL.canParse(said) && new URL(said).hostname === id;
  return isLocal ? new URL(said).origin : origin;
};
