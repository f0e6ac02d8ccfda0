import { hash, randomBytes } from 'node:crypto';

export type TenantId = string & { readonly __brand: 'TenantId' };
export type ChannelId = string & { readonly __brand: 'ChannelId' };
export type ConversationId = string & { readonly __brand: 'ConversationId' };
export type RequestId = string & { readonly __brand: 'RequestId' };

/** A random id with a prefix that says what it names, e.g. `cnv_…`: 160 bits, URL-safe. */
export const randomId = (prefix: string): string => `${prefix}_${randomBytes(20).toString('base64url')}`;

/** The same parts give the same id, so that doing a thing twice makes one record. Never feed it a phone number (guessable). */
export const derivedId = (prefix: string, ...parts: readonly (string | number)[]): string =>
  `${prefix}_${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 27)}`;
