import type { Config } from '../config/config.ts';
import type { Application } from './start-application.ts';

/** What a person who started this needs to know, in plain lines. Secrets appear here once, on the first start. */
export const announcement = (config: Config, application: Application): string => {
  if (application.address === null) return 'Mutabık worker is running.\n';
  const base = application.address.replace('0.0.0.0', 'localhost').replace('127.0.0.1', 'localhost');
  const { apiKey, callbackSecret } = application.firstSecrets;
  const lines = [
    'Mutabık is running.',
    '',
    ...(config.simulator ? [`  Phone page      ${base}/simulator/`] : []),
    ...(config.http.openPages.includes('reference') ? [`  API reference   ${base}/docs`] : []),
    `  Health          ${base}/readyz`,
    '',
    ...(apiKey === null
      ? ['  The API key was shown on the first start (or given as API_KEY).']
      : [
          `  API key         ${apiKey}`,
          '                  Shown once. Send it as: Authorization: Bearer <key>',
        ]),
    ...(callbackSecret === null
      ? []
      : [`  Callback secret ${callbackSecret}`, '                  Shown once.']),
    ...(config.storage.mongodbUri === null ? ['', `  Data            ${config.storage.dataDir}`] : []),
    '',
  ];
  return `${lines.join('\n')}\n`;
};
