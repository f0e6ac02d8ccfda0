import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  axeFindings,
  complaintsOf,
  desktop,
  launchBrowser,
  sidewaysScroll,
} from '../support/console-page.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';
import { startPushService, type PushBrowser, type PushService } from '../support/push-service.ts';
import { waitFor } from '../support/wait-for.ts';

let browser: Browser;
let service: PushService;
let product: ConsoleProduct;
let own: PushBrowser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

/** What of a page is used here. */
interface OfPage {
  localStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  PushManager: { prototype: object };
  Notification: object;
}

/**
 * A browser without a push service of its maker: everything but the subscription is its own. Beside it, how often whoever sits there was asked, and
 * what they say.
 */
const standIn = ({ endpoint, keys }: PushBrowser['subscription']): void => {
  const { localStorage, PushManager, Notification } = globalThis as unknown as OfPage;
  const kept = 'stand-in-push';
  const bytes = (key: string): ArrayBuffer =>
    Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0)).buffer;
  const subscription = (key: string) => ({
    ...{ endpoint, options: { userVisibleOnly: true, applicationServerKey: bytes(key) } },
    toJSON: () => ({ endpoint, expirationTime: null, keys }),
    unsubscribe: async () => {
      localStorage.removeItem(kept);
      return true;
    },
  });
  const stored = () => {
    const key = localStorage.getItem(kept);
    return key === null ? null : subscription(key);
  };
  Object.assign(PushManager.prototype, {
    getSubscription: async () => stored(),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      localStorage.setItem(kept, applicationServerKey);
      return stored();
    },
  });
  Object.defineProperty(Notification, 'permission', {
    get: () => localStorage.getItem('stand-in-permission') ?? 'default',
  });
  Object.assign(Notification, {
    requestPermission: async () => {
      localStorage.setItem('stand-in-asked', `${localStorage.getItem('stand-in-asked') ?? ''}!`);
      const said = localStorage.getItem('stand-in-says') ?? 'granted';
      if (said !== 'default') localStorage.setItem('stand-in-permission', said);
      return said;
    },
  });
};

beforeAll(async () => {
  browser = await launchBrowser();
  service = await startPushService();
  own = service.newBrowser();
  product = await startConsoleProduct({ WEB_PUSH_ALLOWED_ADDRESSES: '127.0.0.1' });
  context = await browser.newContext({ locale: 'tr-TR', ...desktop });
  await context.grantPermissions(['notifications'], { origin: product.origin });
  await context.addInitScript(standIn, own.subscription);
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${product.origin}${product.link}`);
  await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await service?.close();
});

const part = () => page.getByRole('region', { name: 'Cihazlar' });
const here = () => part().getByRole('switch', { name: 'Bu cihazda bildir' });
const asked = () => page.evaluate("localStorage.getItem('stand-in-asked') ?? ''");
const open = async (): Promise<void> => {
  await page.goto(`${product.origin}/console/settings/account`);
  await part().waitFor();
};

it('off until somebody turns it on: nobody is asked before, and a no leaves it off', async () => {
  await open();
  await part().getByText('Kapalı. Açınca tarayıcı izin ister.').waitFor();
  expect([await asked(), await here().isChecked()]).toEqual(['', false]);
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);

  await page.evaluate("localStorage.setItem('stand-in-says', 'default')");
  await here().click({ force: true });
  await part().getByText('Tarayıcı izin almadı; bildirimler kapalı kaldı.').waitFor();
  expect([await asked(), await here().isChecked()]).toEqual(['!', false]);
}, 60_000);

it('turned on: among the devices, also after a reload; tried, and its push service has the notice for it alone', async () => {
  await page.evaluate("localStorage.setItem('stand-in-says', 'granted')");
  await part().getByLabel('Bu cihazın adı').fill('Kasadaki bilgisayar');
  await here().click({ force: true });
  await part().getByText('Kasadaki bilgisayar · bu cihaz').waitFor();
  await page.reload();
  await part().getByText('Kasadaki bilgisayar · bu cihaz').waitFor();
  expect(await here().isChecked()).toBe(true);
  expect(await asked()).toBe('!!');

  await part().getByRole('button', { name: 'Deneme bildirimi gönder' }).click();
  await part().getByText('Bildirim servisi bildirimi aldı.').waitFor();
  expect(service.of(own).map(({ message }) => [message?.title, message?.link])).toEqual([
    ['Mutabık: deneme bildirimi', `${product.origin}/console/today`],
  ]);
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}, 60_000);

it('the worker shows what comes, under the strict policy', async () => {
  const session = await context.newCDPSession(page);
  const ids: string[] = [];
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) =>
    ids.push(...registrations.map(({ registrationId }) => registrationId)),
  );
  await session.send('ServiceWorker.enable');
  const [registrationId = ''] = await waitFor('the worker', () => (ids.length > 0 ? ids : null));
  const data = JSON.stringify(service.of(own)[0]?.message);
  await session.send('ServiceWorker.deliverPushMessage', { origin: product.origin, registrationId, data });

  const shown = await waitFor('the notice', async () => {
    const found = (await page.evaluate(`(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/console/');
      const all = (await registration?.getNotifications()) ?? [];
      return all.map(({ title, body, data }) => [title, body, data]);
    })()`)) as string[][];
    return found.length > 0 ? found : null;
  });
  expect(shown).toEqual([['Mutabık: deneme bildirimi', '1 × deneme bildirimi', '/console/today']]);
}, 60_000);

it('its push service does not take it: said in red, with the code', async () => {
  await page.route('**/v1/me/push-subscriptions', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { devices: object[] };
    const failing = { failingSince: '2026-11-30T09:00:00.000Z', lastOutcome: 'push_403' };
    await route.fulfill({ json: { ...body, devices: body.devices.map((one) => ({ ...one, ...failing })) } });
  });
  await page.reload();
  await part().getByText('Açık, ama bildirimler bu cihaza ulaşmıyor.').waitFor();
  await part().getByText('Bildirimler ulaşmıyor (push_403)').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.unroute('**/v1/me/push-subscriptions');
}, 60_000);

it('removed: off here as well, and told there no more', async () => {
  await page.reload();
  await part().getByRole('button', { name: 'Kaldır: Kasadaki bilgisayar' }).click();
  await part().getByText('Kapalı. Açınca tarayıcı izin ister.').waitFor();
  expect(await here().isChecked()).toBe(false);
  expect(await page.evaluate("localStorage.getItem('stand-in-push')")).toBeNull();
  expect(await part().getByRole('button', { name: 'Deneme bildirimi gönder' }).count()).toBe(0);
}, 60_000);

it('refused for the site, or a browser that cannot: says so, and the switch does nothing', async () => {
  await page.evaluate("localStorage.setItem('stand-in-permission', 'denied')");
  await page.reload();
  await part().getByText('Bu sitenin bildirim göstermesine izin verilmemiş.').waitFor();
  expect(await here().isDisabled()).toBe(true);

  await page.addInitScript(() => {
    delete (globalThis as { PushManager?: unknown }).PushManager;
  });
  await page.reload();
  await part().getByText('Bu tarayıcı, sayfa kapalıyken bildirim gösteremiyor.').waitFor();
  expect(await here().isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
}, 60_000);
