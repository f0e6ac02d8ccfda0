import { createHash } from 'node:crypto';

/** SECRETS_KEY of tests: the same in every run, and as varied as a real one. */
export const testSecretsKey = createHash('sha256').update('the secrets key of tests').digest('base64');
