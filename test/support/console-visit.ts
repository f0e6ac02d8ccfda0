import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { complaintsOf, desktop } from './console-page.ts';
import { testApiKey } from './world.ts';

const me = {
  ...{ kind: 'staff', id: 'stf_1', name: 'Deniz Yılmaz', email: 'deniz@example.com', role: 'owner' },
  language: 'tr',
  tenant: { id: 'demo', name: 'Kapalıçarşı Kuyumculuk', timeZone: 'Europe/Istanbul' },
  demo: true,
  session: { id: 'ses_1', stage: 'full', expiresAt: '', idleExpiresAt: '' },
  factors: { password: true, totp: true, passkeys: [], recoveryCodesLeft: 3 },
};

const unreached = {
  ...{ available: false, address: null, waiting: 0, failingSince: null, lastAt: null, lastOutcome: null },
};

/** A key has no notices of its own; whoever looks at a page is neither counted to nor rung for. */
const notices = {
  ...{ rev: 0, kinds: {}, channels: { email: false, push: false }, console: { badge: false, sound: false } },
  ...{ quietHours: null, urgentAlways: false, digestAt: ['09:00'] },
  reach: { email: unreached, push: unreached },
};

/** Somebody is signed in: the API is asked with a key of the same rights. */
const signedIn =
  (permissions: readonly string[], live: boolean) =>
  async (route: Route): Promise<void> => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (pathname === '/v1/me') return route.fulfill({ json: { ...me, permissions } });
    if (pathname === '/v1/me/notices' && request.method() === 'GET') return route.fulfill({ json: notices });
    if (pathname === '/v1/stream' && !live) return route.fulfill({ status: 404 });
    return route.continue({ headers: { ...request.headers(), authorization: `Bearer ${testApiKey}` } });
  };

/** A page of the console, opened by somebody with these rights. */
export interface Visit {
  page: Page;
  /** What the page complained of; empty at the end of every test. */
  complaints: string[];
  /** Kept where `CONSOLE_PICTURES` says, to be looked at. */
  picture(name: string): Promise<void>;
  leave(): Promise<void>;
}

export const visit = async (
  browser: Browser,
  address: string,
  {
    options = desktop,
    may = ['admin'],
    live = false,
  }: {
    options?: BrowserContextOptions;
    may?: readonly string[];
    /** With the server's stream of changes; without it the page asks again now and then. */
    live?: boolean;
  } = {},
): Promise<Visit> => {
  const context = await browser.newContext({ locale: 'tr-TR', ...options });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.route('**/v1/**', signedIn(may, live));
  await page.goto(address);
  return {
    page,
    complaints,
    picture: async (name) => {
      const folder = process.env['CONSOLE_PICTURES'];
      if (folder === undefined) return;
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: `${folder}/${name}.png` });
    },
    leave: () => context.close(),
  };
};
