import type { Config } from '../config/config.ts';
import type { PrintedLink } from '../staff/first-owner.ts';
import type { Application } from './start-application.ts';

/** Where the console is opened: sessions belong to the name that PUBLIC_URL says. */
const pageBase = ({ http }: Config, base: string): string =>
  http.publicUrl === `http://localhost:${http.port}` ? base : http.publicUrl;

/** In the fragment, which no browser sends: no log and no other page has the token. */
const signInLines = (base: string, { token, isDemo }: PrintedLink): string[] => [
  `  Console         ${base}/console/sign-in#token=${token}`,
  isDemo
    ? '                  The demo: opens with one click, as often as you like.'
    : '                  For the owner, once and for three days: sets up how you sign in.',
];

/** What a person who started this needs to know, in plain lines. Secrets appear here once, on the first start. */
export const announcement = (config: Config, application: Application): string => {
  if (application.address === null) return 'Mutabık worker is running.\n';
  const base = application.address.replace('0.0.0.0', 'localhost').replace('127.0.0.1', 'localhost');
  const { apiKey, callbackSecret, signInLink } = application.firstSecrets;
  const lines = [
    'Mutabık is running.',
    '',
    ...(signInLink === null ? [] : signInLines(pageBase(config, base), signInLink)),
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
