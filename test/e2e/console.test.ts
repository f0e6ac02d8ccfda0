import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import {
  axeFindings,
  complaintsOf,
  desktop,
  launchBrowser,
  phone,
  sidewaysScroll,
} from '../support/console-page.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';
import { waitFor } from '../support/wait-for.ts';

let browser: Browser;
let product: ConsoleProduct;
let page: Page;
let complaints: string[];
/** The reference of the demo's letter: it names the month before the start. */
let letter: string;

const open = async (path: string, options: BrowserContextOptions = desktop): Promise<void> => {
  const context = await browser.newContext({ locale: 'tr-TR', ...options });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${product.origin}${path}`);
};

const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

/** Opens the link that the start printed, then this address. */
const openSignedIn = async (path: string, options?: BrowserContextOptions): Promise<void> => {
  await open(product.link, options);
  await heading('Bugün').waitFor();
  if (path !== '/console/today') await page.goto(`${product.origin}${path}`);
};

const picture = async (name: string): Promise<void> => {
  const folder = process.env['CONSOLE_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
};

/** Everything that holds for each view: nothing for axe to find, nothing beside the screen, no complaint of the browser. */
const expectGood = async (name: string): Promise<void> => {
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  expect(complaints).toEqual([]);
  await picture(name);
};

const screens = [
  ['desktop', 'light', desktop],
  ['desktop', 'dark', desktop],
  ['phone', 'light', phone],
  ['phone', 'dark', phone],
] as const;

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startConsoleProduct();
  const [of] = await waitFor('the letter of the demo', async () => {
    const { data } = await product.call<{ data: { reference: string }[] }>(
      'GET',
      '/v1/requests?kind=reconciliation',
    );
    return data.length > 0 ? data : null;
  });
  letter = of?.reference ?? '';
}, 60_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});
afterEach(() => page.context().close());

describe('the console, signed out', () => {
  it('the root: leads to what this is and the way in, with the links that are there', async () => {
    await open('/');
    await heading('Cari mutabakatınız, müşterinizin telefonunda.').waitFor();
    await page.getByRole('link', { name: 'API başvurusu' }).waitFor();
    await page.getByRole('link', { name: 'Deneme telefonları' }).waitFor();

    expect(new URL(page.url()).pathname).toBe('/console/sign-in');
    expect(complaints).toEqual([]);
  });

  it('an address deep inside: is opened after the sign-in', async () => {
    await open('/console/today?task=tsk_1');
    await heading(/Cari mutabakat/).waitFor();
    await page.goto(`${page.url()}${product.link.slice(product.link.indexOf('#'))}`);
    // A fragment alone loads nothing anew.
    await page.reload();
    await heading('Bugün').waitFor();

    expect(page.url()).toBe(`${product.origin}/console/today?task=tsk_1`);
  });

  it('a wrong password: is refused in words, and what was typed stays', async () => {
    await open('/console/sign-in');
    await page.getByLabel('E-posta').fill('kim@example.com');
    await page.getByLabel('Parola', { exact: false }).first().fill('yanlis-parola-1');
    await page.getByRole('button', { name: 'Oturum aç', exact: true }).click();
    await page.getByRole('alert').waitFor();

    expect(await page.getByLabel('E-posta').inputValue()).toBe('kim@example.com');
  });

  it.each(screens)(
    'on a %s, %s, in both languages: is readable for everybody',
    async (name, colorScheme, size) => {
      await open('/console/', { ...size, colorScheme });
      for (const [language, title] of [
        ['tr', 'Oturum aç'],
        ['en', 'Sign in'],
      ] as const) {
        await page.getByRole('button', { name: title, exact: true }).waitFor();
        await expectGood(`sign-in-${name}-${colorScheme}-${language}`);
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
    },
  );
});

/** As the API lists them, `count` of them, 200 a page. */
const manyRequests =
  (count: number) =>
  async (route: Route): Promise<void> => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? '0');
    const data = Array.from({ length: Math.min(200, count - from) }, (_unused, index) => ({
      id: `req_${String(from + index)}`,
      kind: 'reconciliation',
      status: 'closed',
      outcome: index % 3 === 0 ? 'disagreed' : 'agreed',
      eventId: 'evt_1',
      reference: index === 0 ? '<img src=x onerror=alert(1)>' : `MUT-${String(from + index)}`,
      version: 1,
      customerRef: 'C001',
      contactRef: null,
      lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B', answer: null, own: null }],
      reason: null,
      createdAt: '2026-11-24T10:00:00.000Z',
      dueAt: '2026-12-08T10:00:00.000Z',
      expiresAt: '2026-12-08T10:00:00.000Z',
      closedAt: null,
      decision: null,
      history: [{ at: '2026-11-24T10:00:00.000Z', what: 'created', by: 'system' }],
    }));
    const next = from + 200;
    await route.fulfill({ json: { data, nextCursor: next < count ? String(next) : null } });
  };

describe('the requests of the console', () => {
  it.each(screens)(
    'the list and one of it on a %s, %s: are readable for everybody',
    async (name, colorScheme, size) => {
      await openSignedIn('/console/requests', { ...size, colorScheme });
      const link = page.getByRole('link', { name: letter });
      await link.waitFor();
      await page.getByText('12,130').waitFor();
      await expectGood(`requests-${name}-${colorScheme}`);
      await link.click();
      await page.getByRole('heading', { name: 'Zaman çizgisi' }).waitFor();
      await expectGood(`request-${name}-${colorScheme}`);
    },
  );

  it('by the keys: chooses one, is told what a reminder does and to whom, and sends it once', async () => {
    await openSignedIn('/console/requests?state=open');
    await page.getByRole('link', { name: letter }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('toolbar', { name: 'Seçilenler' }).getByRole('button', { name: 'Hatırlat' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hatırlatma gönder' });
    await dialog.getByText(letter).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Hatırlat' }).click();
    await page.getByText('Hatırlatma gönderiliyor').waitFor();

    const { data } = await product.call<{ data: { history: { what: string }[] }[] }>('GET', '/v1/requests');
    const said = data.flatMap(({ history }) => history.map(({ what }) => what));
    expect(said.filter((what) => what === 'reminder_sent').length).toBeLessThanOrEqual(1);
    expect(complaints).toEqual([]);
  });

  it('what narrows the list: stands in the address, and a view keeps it under a name', async () => {
    await openSignedIn('/console/requests');
    await page.getByRole('link', { name: letter }).waitFor();
    await page.getByRole('textbox', { name: 'Müşteri no' }).fill('C001');
    await page.keyboard.press('Enter');
    await page.getByText('Bu süzgece uyan istek yok').waitFor();
    expect(new URL(page.url()).search).toBe('?customer=C001');
    await page.getByRole('button', { name: 'Görünümü kaydet' }).click();
    await page.getByRole('textbox', { name: 'Ad', exact: true }).fill('Örnek');
    await page.keyboard.press('Enter');
    await page.reload();

    await page.getByRole('button', { name: 'Örnek', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Örnek', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  it('ten thousand of them: come as one scrolls, few are drawn at a time, and marks in a reference are text', async () => {
    await openSignedIn('/console/today');
    await page.route('**/v1/requests?*', manyRequests(10_000));
    await page.goto(`${product.origin}/console/requests`);
    await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    const table = page.getByRole('table', { name: 'İstekler' });
    const loaded = async (): Promise<number> => Number(await table.getAttribute('aria-rowcount')) - 1;
    await page.getByRole('row').nth(5).hover();
    // Fifty pages, one after the other.
    for (let last = await loaded(); last < 10_000; last = await loaded()) {
      const grown = page.locator(`[role=table]:not([aria-rowcount="${String(last + 1)}"])`);
      // Scrolled on until more have come: rows that were not laid out yet move nothing.
      for (let tries = 0; tries < 20 && (await grown.count()) === 0; tries += 1) {
        await page.mouse.wheel(0, 100_000);
        await grown.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      expect(await loaded()).toBeGreaterThan(last);
      expect(await page.locator('[role=row]').count()).toBeLessThan(80);
    }
    expect(complaints).toEqual([]);
  }, 180_000);
});

describe('the console, signed in', () => {
  it('by the link of the demo, then out again: the token leaves the address, and the pages are closed', async () => {
    await openSignedIn('/console/today');
    expect(page.url()).toBe(`${product.origin}/console/today`);
    await page.getByRole('button', { name: /hesap/ }).click();
    await page.getByRole('menuitem', { name: 'Oturumu kapat' }).click();
    await heading(/Cari mutabakat/).waitFor();
    await page.goto(`${product.origin}/console/today`);
    await heading(/Cari mutabakat/).waitFor();

    expect(complaints).toEqual([]);
  });

  it.each(screens)(
    'on a %s, %s, in both languages: is readable for everybody',
    async (name, colorScheme, size) => {
      await openSignedIn('/console/today', { ...size, colorScheme });
      for (const [language, title] of [
        ['tr', 'Bugün'],
        ['en', 'Today'],
      ] as const) {
        await heading(title).waitFor();
        expect(await page.getAttribute('html', 'lang')).toBe(language);
        await expectGood(`today-${name}-${colorScheme}-${language}`);
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
    },
  );

  it('how one signs in: is readable for everybody', async () => {
    await openSignedIn('/console/set-up');
    await heading('Oturum açma yöntemleri').waitFor();

    await expectGood('set-up');
  });

  it('Ctrl K and ?: open the command box and the keys, which can be left by Esc', async () => {
    await openSignedIn('/console/today');
    await page.keyboard.press('Control+k');
    const box = page.getByRole('textbox', { name: /Müşteri, telefon/ });
    await box.fill('bugun');
    await page.getByRole('button', { name: 'Bugün' }).waitFor();
    await expectGood('command-box');
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Klavye kısayolları' }).waitFor();
    await expectGood('keys');
  });

  it('the command box, by name, number and reference: finds and opens them, and says when it cannot', async () => {
    await openSignedIn('/console/today');
    const box = page.getByRole('textbox', { name: /Müşteri, telefon/ });
    const look = async (text: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await box.fill(text);
    };
    await look('ORNEK kuy');
    await page.getByRole('button', { name: /Örnek Kuyumculuk/ }).waitFor();
    await expectGood('command-box-found');
    // Another text over what is there: Enter opens nothing of before, and the first of what is found once it is marked.
    await box.fill('0500 000 04 01');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Işık Kurgulu.*04 01 · C004/s }).waitFor();
    await page.locator('[data-selected]', { hasText: 'Işık Kurgulu' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/customers?customer=C004');

    await look('ORNEK kuy');
    await page.getByRole('button', { name: /Örnek Kuyumculuk/ }).click();
    await page.waitForURL('**/console/customers?customer=C001');

    await look(letter.toLowerCase());
    await page.getByRole('button', { name: letter }).click();
    await page.waitForURL('**/console/requests/*');

    await look('böylesi yok');
    await page.getByText('Bir şey bulunamadı').waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);

    await page.route('**/v1/search?*', (route: Route) => route.fulfill({ status: 503, json: {} }));
    await look('sarraf');
    await page.getByRole('alert').getByText('Arama yapılamadı.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute('**/v1/search?*');
    await page.getByRole('button', { name: 'Yeniden dene' }).click();
    await page.getByRole('button', { name: /Hayali Sarraf/ }).waitFor();
  });

  it('an address that leads nowhere: says so, the rail stays', async () => {
    await openSignedIn('/console/nowhere');
    await page.getByText('Böyle bir sayfa yok').waitFor();

    expect(await axeFindings(page)).toEqual([]);
  });

  it('who may not see tasks: has no such place in the rail', async () => {
    await openSignedIn('/console/today');
    await page.route('**/v1/me', async (route: Route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        json: { ...(await answer.json()), permissions: ['costs:read'] },
      });
    });
    await page.reload();
    await page.getByRole('navigation', { name: 'Bölümler' }).waitFor();

    expect(await page.getByRole('link', { name: 'Bugün', exact: true }).count()).toBe(0);
  });

  it('the session ends while somebody looks: one signs in over the page', async () => {
    await openSignedIn('/console/today');
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'İstekler' }).click();

    const dialog = page.getByRole('dialog', { name: 'Oturum sona erdi' });
    await dialog.waitFor();
    await dialog.getByLabel('E-posta').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});
