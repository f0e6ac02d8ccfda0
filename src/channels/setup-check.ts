/** What a check may come to, the good one first. A code is never given another meaning: words hang on it. */
export const setupCodes = {
  token: [
    ...(['ok', 'expires_soon', 'expired', 'invalid', 'permission_missing', 'account_not_granted'] as const),
    ...(['other_app', 'not_described', 'platform_unreachable', 'platform_busy'] as const),
  ],
  number: [
    ...(['ok', 'not_registered', 'not_verified', 'restricted', 'gone', 'not_connected', 'held'] as const),
    ...(['paused', 'name_not_approved', 'quality_low', 'sandbox', 'not_visible', 'no_permission'] as const),
    ...(['not_described', 'token_failed'] as const),
    ...(['platform_refused', 'platform_unreachable', 'platform_busy'] as const),
  ],
  account: [
    ...(['ok', 'not_subscribed', 'number_elsewhere', 'app_unknown', 'not_visible', 'no_permission'] as const),
    ...(['restricted', 'token_failed'] as const),
    ...(['platform_refused', 'platform_unreachable', 'platform_busy'] as const),
  ],
  app_secret: [
    ...(['ok', 'previous_in_use', 'wrong', 'other_app', 'app_unknown', 'token_failed'] as const),
    ...(['platform_refused', 'platform_unreachable', 'platform_busy'] as const),
  ],
  webhook: [
    ...(['ok', 'unreachable', 'certificate', 'redirected', 'not_found', 'gateway', 'not_ours'] as const),
    ...(['verification_refused', 'signature_refused', 'delivery_refused'] as const),
    ...(['no_address', 'goes_elsewhere', 'app_goes_elsewhere', 'address_untold', 'number_unknown'] as const),
  ],
  public_url: ['ok', 'demo', 'not_https', 'local_host', 'private_address', 'unresolved'],
  time: ['ok', 'platform_differs', 'database_differs', 'platform_unreachable'],
  templates: ['ok', 'waiting', 'rejected', 'out_of_use', 'missing', 'not_read', 'not_readable'],
  database: ['ok', 'unreachable', 'missing_indexes'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SetupCheckName = keyof typeof setupCodes;

type CodeOf<Name extends SetupCheckName> = (typeof setupCodes)[Name][number];

/** `unknown`: nobody could be asked; the code says why. */
export const setupStates = ['ok', 'warning', 'failed', 'unknown'] as const;
export type SetupState = (typeof setupStates)[number];

export type SetupDetails = Readonly<Record<string, string | number | null | readonly string[]>>;

export interface Verdict<Name extends SetupCheckName> {
  state: SetupState;
  code: CodeOf<Name>;
  /** Never a secret, nor anything of a person. Left out: nothing to add. */
  facts?: SetupDetails;
}

export type SetupCheck = { [Name in SetupCheckName]: { check: Name } & Verdict<Name> }[SetupCheckName];

export interface SetupReport {
  checkedAt: Date;
  checks: readonly SetupCheck[];
}
