import { testAppSecret } from './meta-webhook.ts';

/** A code of the platform in place of an answer. */
type Answered = Readonly<Record<string, unknown>> | { refused: number; subcode?: number };

/** What the stand-in says when a set-up is checked; a test changes what it is about. */
export interface MockSetup {
  number: Answered;
  apps: Answered;
  numbers: Answered;
  /** To the token itself, and to the app that asks by its secret. */
  token: Answered;
  byApp: Answered;
  /** Its clock; null: this machine's. */
  now: (() => Date) | null;
  /** How often it was asked anything of this. */
  asked: number;
}

export const mockAppId = '100000000000009';

const permissions = ['whatsapp_business_messaging', 'whatsapp_business_management'];

export const aTokenDescription = (change: object = {}): Answered => ({
  data: { app_id: mockAppId, is_valid: true, expires_at: 0, scopes: permissions, ...change },
});

/** As it should be, with webhooks going to this address. */
export const aMockSetup = (address: string): MockSetup => ({
  number: {
    ...{ id: '410000000000001', status: 'CONNECTED', code_verification_status: 'VERIFIED' },
    ...{ verified_name: 'Sarraf', name_status: 'APPROVED', quality_rating: 'GREEN', account_mode: 'LIVE' },
    webhook_configuration: { application: address },
  },
  apps: { data: [{ whatsapp_business_api_data: { id: mockAppId, name: 'Ours' } }] },
  numbers: { data: [{ id: '410000000000001' }] },
  token: aTokenDescription(),
  byApp: aTokenDescription(),
  now: null,
  asked: 0,
});

/** Null: no question of a set-up. */
export const answerSetup = (
  setup: MockSetup,
  { url = '', authorization = '' }: { url?: string | undefined; authorization?: string | undefined },
): { status: number; body: object; date: Date | null } | null => {
  const { pathname, searchParams } = new URL(url, 'http://graph');
  const byApp = authorization === `Bearer ${mockAppId}|${testAppSecret}`;
  const answer = pathname.endsWith('/debug_token')
    ? authorization.includes('|') && !byApp
      ? { refused: 190 }
      : setup[byApp ? 'byApp' : 'token']
    : pathname.endsWith('/subscribed_apps')
      ? setup.apps
      : pathname.endsWith('/phone_numbers')
        ? setup.numbers
        : searchParams.get('fields')?.includes('webhook_configuration') === true
          ? setup.number
          : null;
  if (answer === null) return null;
  setup.asked += 1;
  const date = setup.now?.() ?? null;
  if (!('refused' in answer)) return { status: 200, body: answer, date };
  const { refused: code, subcode } = answer as { refused: number; subcode?: number };
  const error = {
    message: '(#1) Refused',
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
  };
  return { status: code === 190 ? 401 : 400, body: { error }, date };
};
