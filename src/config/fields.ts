import { BlockList, isIP, isIPv4 } from 'node:net';
import { z } from 'zod';
import { isVariedKey } from '../shared/varied-key.ts';

/** Building blocks of the environment's schema: text in, value out. Messages never repeat the value (it may be a secret). */

export const text = (fallback: string) => z.string().max(2048).default(fallback);

export const optionalText = z.string().max(4096).optional();

export const wholeNumber = (fallback: number, min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/, `must be a whole number from ${min} to ${max}`)
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

/** The same without a default of its own. */
export const optionalWholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)
    .optional();

/** Milliseconds, at most 30 days. */
export const milliseconds = (fallback: number, min = 1) => wholeNumber(fallback, min, 2_592_000_000);

export const onOff = z
  .enum(['on', 'off'], 'must be on or off')
  .transform((value) => value === 'on')
  .optional();

/** The same, `on` unless it is said otherwise. */
export const onUnlessOff = z
  .enum(['on', 'off'], 'must be on or off')
  .default('on')
  .transform((value) => value === 'on');

/** The same, `off` unless it is said otherwise. */
export const offUnlessOn = z
  .enum(['on', 'off'], 'must be on or off')
  .default('off')
  .transform((value) => value === 'on');

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

const webUrl = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
};

/** An http(s) address without credentials, kept without a trailing slash. */
export const address = z
  .string()
  .refine(webUrl, 'must be an http or https address')
  .transform((value) => value.replace(/\/+$/, ''));

const isEscaped = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

const smtpUrl = (value: string): boolean => {
  if (!/^smtps?:\/\/\S+$/.test(value) || !URL.canParse(value)) return false;
  const { hostname, username, password, pathname, search, hash } = new URL(value);
  const isWholeLogin = (username === '') === (password === '') && isEscaped(username) && isEscaped(password);
  return hostname !== '' && isWholeLogin && /^\/?$/.test(pathname) && search === '' && hash === '';
};

/** `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host:465`; user and password in the spelling of addresses. */
export const smtpAddress = z
  .string()
  .refine(smtpUrl, 'must look like smtps://user:password@host:465 or smtp://user:password@host:587')
  .optional();

/** `Name <address>` or an address alone; no line breaks, which would be headers of their own. */
export const mailbox = z
  .string()
  .regex(
    /^(?:[^<>\r\n"]{1,100} <[^\s<>@]{1,64}@[A-Za-z0-9.-]{1,253}>|[^\s<>@]{1,64}@[A-Za-z0-9.-]{1,253})$/,
    'must be an address, or a name with an address in angle brackets',
  )
  .optional();

/** `whsec_` and 24–64 bytes in base64 (Standard Webhooks). */
export const webhookSecret = z.string().refine((value) => {
  const match = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value);
  const bytes = match ? Buffer.from(match[1] as string, 'base64').length : 0;
  return bytes >= 24 && bytes <= 64;
}, 'must be whsec_ followed by 24 to 64 bytes in base64');

export const base64Key = z
  .string()
  .refine(
    (value) => /^[A-Za-z0-9+/]{43}=$/.test(value) && Buffer.from(value, 'base64').length === 32,
    'must be 32 bytes in base64',
  )
  .transform((value) => Buffer.from(value, 'base64'))
  .refine(
    isVariedKey,
    'must not be one byte or pattern over and over: make one with "openssl rand -base64 32"',
  );

/** Comma-separated words of a list. */
export const words = <Word extends string>(known: readonly [Word, ...Word[]]) =>
  z
    .string()
    .default('')
    .transform((value) => value.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
    .pipe(z.array(z.enum(known, `must be some of ${known.join(', ')}, separated by commas`)));

/** The same, where none at all is another thing than leaving it out. */
export const optionalWords = <Word extends string>(known: readonly [Word, ...Word[]]) =>
  z
    .string()
    .transform((value) => value.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
    .pipe(z.array(z.enum(known, `must be some of ${known.join(', ')}, separated by commas`)))
    .optional();

const isRange = (range: string): boolean => {
  const [ip = '', bits, ...more] = range.split('/');
  const family = isIP(ip);
  if (family === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  if (!/^\d{1,3}$/.test(bits)) return false;
  try {
    new BlockList().addSubnet(ip, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
};

/** Comma-separated addresses or ranges such as `127.0.0.0/8,::1`. */
export const addressRanges = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
  .refine(
    (ranges) => ranges.every(isRange),
    'must be addresses or ranges such as 127.0.0.0/8, separated by commas',
  );

const durationUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Comma-separated waiting times such as `0s,5s,5m,2h`, in milliseconds. */
export const durations = (fallback: string) =>
  z
    .string()
    .regex(/^\d{1,9}(ms|[smhd])(,\d{1,9}(ms|[smhd])){0,19}$/, 'must be waiting times such as 0s,5s,5m,2h')
    .default(fallback)
    .transform((value) =>
      value
        .split(',')
        .map((part) => Number.parseInt(part, 10) * (durationUnits[part.replace(/^\d+/, '')] ?? 0)),
    );

/** When notices and reminders are held, in the tenant's zone. `days`: whole quiet days, 0 is Sunday. */
export interface QuietHours {
  from: string;
  to: string;
  days: readonly number[];
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const clockTime = '(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)';
const quietPattern = new RegExp(`^(${clockTime})-(${clockTime})((?:,(?:${dayNames.join('|')})){0,7})$`);

/** `off`, or `20:00-09:00` with quiet days after it: `20:00-09:00,sun`. */
export const quietHours = z
  .string()
  .refine(
    (value) => value === 'off' || quietPattern.test(value),
    'must be off or hours with quiet days, such as 20:00-09:00,sun',
  )
  .transform((value): QuietHours | null => {
    const match = quietPattern.exec(value);
    if (!match) return null;
    const days = (match[3] ?? '').split(',').filter((day) => day !== '');
    return {
      from: match[1] as string,
      to: match[2] as string,
      days: days.map((day) => dayNames.indexOf(day)),
    };
  })
  .optional();

/** No more than so many in a time. */
export interface ContactCap {
  atMost: number;
  withinMs: number;
}

const capPattern = /^([1-9]\d{0,3})\/([1-9]\d{0,2})([hd])$/;
const longestCapMs = 31 * 86_400_000;

const capOf = (value: string): ContactCap | null => {
  const [, atMost, length, unit] = capPattern.exec(value) ?? [];
  if (atMost === undefined || length === undefined || unit === undefined) return null;
  return { atMost: Number(atMost), withinMs: Number(length) * (durationUnits[unit] ?? 0) };
};

/** `off`, or so many in hours or days: `10/1d`. */
const cap = z.string().refine((value) => {
  const read = capOf(value);
  return value === 'off' || (read !== null && read.withinMs <= longestCapMs);
}, 'must be off, or so many in hours or days up to 31 days, such as 10/1d');

export const contactCap = cap.transform(capOf).optional();

/** Commercial messages are few, unless somebody says otherwise. */
export const marketingCap = cap.default('2/7d').transform(capOf);
