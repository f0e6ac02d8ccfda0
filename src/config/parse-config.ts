import { AppError } from '../shared/errors.ts';
import { environmentSchema } from './environment.ts';
import { isLoopback } from './fields.ts';
import { makeConfig, type Config } from './config.ts';

/** The environment cannot be used. `problems` names every variable that is wrong and why, never its value. */
export class ConfigInvalid extends AppError {
  readonly code = 'config_invalid';
  readonly retryable = false;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const credentialNames = [
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_WABA_ID',
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
] as const;

const oidcNames = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

const secretsKeyNames = ['SECRETS_KEY', 'SECRETS_KEY_FILE', 'SECRETS_KEY_COMMAND'] as const;

type Variables = Readonly<Record<string, string | undefined>>;

/** Half a provider is none, and what a provider says over plain http anybody on the way could have said. */
const oidcProblems = (variables: Variables): string[] => {
  const missing = oidcNames.filter((name) => variables[name] === undefined);
  const isHalf = missing.length > 0 && missing.length < oidcNames.length;
  const problems = isHalf
    ? missing.map((name) => `${name}: missing, while other OIDC_ variables are given`)
    : [];
  const issuer = variables['OIDC_ISSUER'];
  if (issuer === undefined || !URL.canParse(issuer)) return problems;
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !isLoopback(hostname)) problems.push('OIDC_ISSUER: must be https');
  return problems;
};

/** What one variable alone cannot tell. Works on the text, so that it speaks up even when another variable is wrong. */
const crossProblems = (variables: Variables): string[] => {
  const problems: string[] = [];
  const missing = credentialNames.filter((name) => variables[name] === undefined);
  if (missing.length > 0 && missing.length < credentialNames.length) {
    problems.push(...missing.map((name) => `${name}: missing, while other WHATSAPP_ credentials are given`));
  }
  const keys = secretsKeyNames.filter((name) => variables[name] !== undefined);
  if (variables['MONGODB_URI'] !== undefined && keys.length === 0) {
    problems.push(
      'SECRETS_KEY: required when MONGODB_URI is set (or SECRETS_KEY_FILE, or SECRETS_KEY_COMMAND)',
    );
  }
  problems.push(...keys.slice(1).map((name) => `${name}: given beside ${keys[0]}; only one can be the key`));
  if (
    variables['WHATSAPP_APP_SECRET_PREVIOUS'] !== undefined &&
    variables['WHATSAPP_APP_SECRET'] === undefined
  ) {
    problems.push('WHATSAPP_APP_SECRET_PREVIOUS: makes no sense without WHATSAPP_APP_SECRET');
  }
  if (variables['CALLBACK_SECRET'] !== undefined && variables['CALLBACK_URL'] === undefined) {
    problems.push('CALLBACK_SECRET: makes no sense without CALLBACK_URL');
  }
  if (variables['SIMULATOR'] === 'off' && missing.length === credentialNames.length) {
    problems.push('SIMULATOR: off needs the WHATSAPP_ credentials of a real number');
  }
  if ((variables['SMTP_URL'] === undefined) !== (variables['SMTP_FROM'] === undefined))
    problems.push('SMTP_URL: makes no sense without SMTP_FROM, nor the other way round');
  problems.push(...oidcProblems(variables));
  return problems;
};

/** Anybody who reaches the simulator writes as any customer and reads what they may read (ADR 0032). */
const openSimulatorProblems = ({ simulator, simulatorAllow, whatsapp, http }: Config): string[] => {
  if (!simulator) return [];
  const problems: string[] = [];
  if (whatsapp.credentials !== null && !simulatorAllow.includes('real-credentials'))
    problems.push(
      'SIMULATOR: on beside WHATSAPP_ credentials of a real number; allowed by SIMULATOR_ALLOW=real-credentials only',
    );
  if (!isLoopback(http.host) && !simulatorAllow.includes('any-address'))
    problems.push(
      'HOST: not a loopback address, while the open simulator is on; give the WHATSAPP_ credentials of a real number, ' +
        'or allow it by SIMULATOR_ALLOW=any-address where nobody else reaches the port',
    );
  return problems;
};

/**
 * Reads the whole environment once, at start; nobody else reads `process.env`. An empty variable counts as unset. Throws
 * `ConfigInvalid` with all problems at once.
 */
export const parseConfig = (env: NodeJS.ProcessEnv): Config => {
  const variables: Variables = Object.fromEntries(
    Object.keys(environmentSchema.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const parsed = environmentSchema.safeParse(variables);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  problems.push(...crossProblems(variables));
  const config = parsed.success ? makeConfig(parsed.data) : null;
  if (config !== null) problems.push(...openSimulatorProblems(config));
  if (config === null || problems.length > 0) throw new ConfigInvalid([...new Set(problems)]);
  return config;
};
