import { AppError } from '../src/shared/errors.ts';
import { newTraceId } from './identifiers.ts';

/** `where`: in the answer of the POST, or later in a `failed` status (platform 10). */
interface PlatformError {
  title: string;
  http: number;
  where: 'answer' | 'status';
}

const known: Readonly<Record<number, PlatformError>> = {
  0: { title: 'AuthException', http: 401, where: 'answer' },
  1: { title: 'API Unknown', http: 400, where: 'answer' },
  2: { title: 'API Service', http: 503, where: 'answer' },
  3: { title: 'API Method', http: 500, where: 'answer' },
  4: { title: 'API Too Many Calls', http: 400, where: 'answer' },
  10: { title: 'Permission Denied', http: 403, where: 'answer' },
  33: { title: 'Parameter value is not valid', http: 400, where: 'answer' },
  100: { title: 'Invalid parameter', http: 400, where: 'answer' },
  190: { title: 'Access token has expired', http: 401, where: 'answer' },
  368: { title: 'Temporarily blocked for policies violations', http: 403, where: 'answer' },
  80007: { title: 'Rate limit issues', http: 400, where: 'answer' },
  130429: { title: 'Rate limit hit', http: 400, where: 'answer' },
  130472: { title: "User's number is part of an experiment", http: 400, where: 'status' },
  130497: {
    title: 'Business account is restricted from messaging users in this country',
    http: 403,
    where: 'answer',
  },
  131000: { title: 'Something went wrong', http: 500, where: 'answer' },
  131005: { title: 'Access denied', http: 403, where: 'answer' },
  131008: { title: 'Required parameter is missing', http: 400, where: 'answer' },
  131009: { title: 'Parameter value is not valid', http: 400, where: 'answer' },
  131016: { title: 'Service unavailable', http: 500, where: 'answer' },
  131021: { title: 'Recipient cannot be sender', http: 400, where: 'answer' },
  131026: { title: 'Message undeliverable', http: 400, where: 'status' },
  131030: { title: 'Recipient phone number not in allowed list', http: 400, where: 'answer' },
  131031: { title: 'Account has been locked', http: 403, where: 'answer' },
  131042: { title: 'Business eligibility payment issue', http: 400, where: 'status' },
  131047: { title: 'Re-engagement message', http: 400, where: 'status' },
  131048: { title: 'Spam rate limit hit', http: 400, where: 'answer' },
  131049: {
    title: 'This message was not delivered to maintain healthy ecosystem engagement.',
    http: 400,
    where: 'status',
  },
  131050: { title: 'User has stopped marketing messages', http: 400, where: 'status' },
  131051: { title: 'Unsupported message type', http: 400, where: 'answer' },
  131052: { title: 'Media download error', http: 400, where: 'status' },
  131053: { title: 'Media upload error', http: 400, where: 'status' },
  131056: {
    title: '(Business Account, Consumer Account) pair rate limit hit',
    http: 400,
    where: 'answer',
  },
  131057: { title: 'Account in maintenance mode', http: 500, where: 'answer' },
  131062: { title: 'BSUID recipients not supported for this message', http: 400, where: 'answer' },
  132000: { title: 'Template Param Count Mismatch', http: 400, where: 'answer' },
  132001: { title: 'Template does not exist', http: 404, where: 'answer' },
  132005: { title: 'Template Hydrated Text Too Long', http: 400, where: 'answer' },
  132012: { title: 'Template Parameter Format Mismatch', http: 400, where: 'answer' },
  132015: { title: 'Template is Paused', http: 400, where: 'answer' },
  132016: { title: 'Template is Disabled', http: 400, where: 'answer' },
  132018: { title: 'Template Parameter validation failed', http: 400, where: 'answer' },
  133010: { title: 'Phone number Not Registered', http: 400, where: 'answer' },
};

export const platformError = (code: number): PlatformError =>
  known[code] ?? {
    title: 'Something went wrong',
    http: code >= 500 && code < 600 ? 500 : 400,
    where: 'answer',
  };

/** The platform says no to a call: rendered as the error body of platform 10.1. */
export class GraphRefusal extends AppError {
  readonly code: string;
  readonly retryable = false;
  readonly platformCode: number;
  readonly subcode: number | null;

  constructor(platformCode: number, explanation: string, subcode: number | null = null) {
    super(explanation, { platformCode });
    this.code = `graph.${String(platformCode)}`;
    this.platformCode = platformCode;
    this.subcode = subcode;
  }
}

export const refusalBody = (refusal: GraphRefusal): object => ({
  error: {
    message: `(#${String(refusal.platformCode)}) ${platformError(refusal.platformCode).title}`,
    type: refusal.subcode === 33 ? 'GraphMethodException' : 'OAuthException',
    code: refusal.platformCode,
    ...(refusal.subcode === null ? {} : { error_subcode: refusal.subcode }),
    error_data: { messaging_product: 'whatsapp', details: refusal.message },
    fbtrace_id: newTraceId(),
  },
});

const statusDetails: Readonly<Record<number, string>> = {
  131026: 'Message Undeliverable.',
  131047:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  131049: 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
  131050:
    'Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp.',
  131053: 'Downloading media from weblink failed.',
};

/** Element of `errors[]` in a `failed` status. */
export const statusError = (code: number): object => {
  const { title } = platformError(code);
  return {
    code,
    title,
    message: title,
    error_data: { details: statusDetails[code] ?? title },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
};
