import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { TOTP } from 'otpauth';
import {
  axeFindings,
  complaintsOf,
  desktop,
  launchBrowser,
  phone,
  sidewaysScroll,
} from '../support/console-page.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';

let browser: Browser;
let product: ConsoleProduct;
let page: Page;
let complaints: string[];

const pageIn = async (options: BrowserContextOptions): Promise<Page> => {
  const context = await browser.newContext({ locale: 'tr-TR', ...options });
  return context.newPage();
};

/** The owner, by the link that the start printed, at this address of the settings. */
const openSettings = async (path: string, options: BrowserContextOptions = desktop): Promise<void> => {
  page = await pageIn(options);
  complaints = complaintsOf(page);
  await page.goto(`${product.origin}${product.link}`);
  await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
  await page.goto(`${product.origin}/console/settings${path}`);
};

const picture = async (name: string, of = page): Promise<void> => {
  const folder = process.env['CONSOLE_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await of.screenshot({ path: `${folder}/${name}.png` });
};

const expectGood = async (name: string): Promise<void> => {
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await picture(`settings-${name}`);
};

interface Person {
  id: string;
  name: string;
  email: string | null;
  role: string;
  disabled: boolean;
  setUp: boolean;
}
const personBy = async (email: string): Promise<Person> => {
  const { data } = await product.call<{ data: Person[] }>('GET', '/v1/staff?limit=200');
  const found = data.find((one) => one.email === email);
  if (found === undefined) throw new Error(`nobody has ${email}`);
  return found;
};

const invited = (name: string, email: string, role: string) =>
  product.call<{ staff: Person; link: string }>('POST', '/v1/staff', { name, email, role });

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startConsoleProduct();
  await invited('Ada Denetçi', 'ada@example.com', 'auditor');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});
afterEach(() => page.context().close());

/** Makes a password and connects an app, as the page asks for it. */
const setUp = async (of: Page): Promise<void> => {
  await of.getByLabel('Yeni parola').fill('kehribar-tespih-otuzuc');
  await of.getByRole('button', { name: 'Kaydet', exact: true }).click();
  await of.getByText('Var', { exact: true }).waitFor();
  await of.getByRole('button', { name: 'Uygulamayı bağla' }).click();
  const secret = String(await of.locator('code').first().textContent());
  await of.getByLabel('Kodun hanesi').first().click();
  await of.keyboard.type(new TOTP({ secret }).generate());
};

describe('people, in the settings', () => {
  it('an owner: invites an accountant by a link that is shown once; the accountant sets up and is in', async () => {
    await openSettings('/people');
    await page.getByRole('button', { name: 'Çalışan davet et' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ad soyad').fill('Müge Muhasebe');
    await dialog.getByLabel('E-posta').fill('ada@example.com');
    await dialog.getByRole('radio', { name: 'Muhasebe', exact: true }).check();
    await expectGood('invite');
    await dialog.getByRole('button', { name: 'Davet et', exact: true }).click();

    // Somebody has that address: it is said at the field, and what was typed stays.
    await dialog.getByText('Bu e-posta başka bir hesapta kullanılıyor.').waitFor();
    expect(await dialog.getByLabel('Ad soyad').inputValue()).toBe('Müge Muhasebe');
    await dialog.getByLabel('E-posta').fill('muge@example.com');
    await dialog.getByRole('button', { name: 'Davet et', exact: true }).click();

    await page.getByRole('heading', { name: 'Müge Muhasebe davet edildi' }).waitFor();
    const link = String(await dialog.locator('code').textContent());
    expect(link).toContain(`${product.origin}/console/sign-in#token=`);
    await expectGood('invited');
    await page.keyboard.press('Escape');
    expect(await dialog.locator('code').count()).toBe(1);
    await dialog.getByRole('button', { name: 'Sakladım, kapat' }).click();
    await page.getByRole('button', { name: /^Müge Muhasebe/ }).click();
    await page.getByRole('region', { name: 'Çalışan', exact: true }).getByText('davet bekliyor').waitFor();

    const theirs = await pageIn(desktop);
    await theirs.goto(link);
    await setUp(theirs);
    await theirs.getByRole('button', { name: 'Konsola geç' }).click();
    await theirs.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
    await theirs.getByRole('link', { name: 'Ayarlar' }).first().click();
    await theirs.getByRole('link', { name: 'Hesabım' }).first().waitFor();
    // What she may not see is not there.
    expect(await theirs.getByRole('link', { name: 'Çalışanlar' }).count()).toBe(0);
    await theirs.context().close();
    expect(await personBy('muge@example.com')).toMatchObject({ role: 'accountant', setUp: true });
    expect(complaints.filter((line) => !line.includes('409'))).toEqual([]);
  }, 120_000);

  it('another role, a reset and the end of an account: each says what happens, and happens', async () => {
    const { staff } = await invited('Kaan Tezgah', 'kaan@example.com', 'clerk');
    await openSettings(`/people?open=${staff.id}`);
    const panel = page.getByRole('region', { name: 'Çalışan', exact: true });
    await panel.getByRole('button', { name: 'Adını ya da rolünü değiştir' }).click();
    await panel.getByRole('radio', { name: 'Denetçi' }).check();
    await panel.getByText(/bir sonraki işleminden başlayarak “Denetçi”/).waitFor();

    // Somebody else is quicker: it is told, what was chosen stays, and goes when it is wanted.
    await product.call('PATCH', `/v1/staff/${staff.id}`, { name: 'Kaan T. Tezgah' });
    await panel.getByRole('button', { name: 'Kaydet', exact: true }).click();
    const outdated = panel.getByRole('alert').filter({ hasText: 'Başka biri bu arada değiştirdi.' });
    await outdated.getByText('Kaan T. Tezgah').waitFor();
    expect(await panel.getByRole('radio', { name: 'Denetçi' }).isChecked()).toBe(true);
    expect(await personBy('kaan@example.com')).toMatchObject({ role: 'clerk', name: 'Kaan T. Tezgah' });
    await expectGood('person-outdated');
    await outdated.getByRole('button', { name: 'Onunkinin yerine benimkini kaydet' }).click();
    await page.getByText('Değişiklik kaydedildi.').waitFor();
    // The name was not touched here: it stays as the other made it.
    expect(await personBy('kaan@example.com')).toMatchObject({ role: 'auditor', name: 'Kaan T. Tezgah' });

    await panel.getByRole('button', { name: 'Yeni davet bağlantısı' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Bağlantı ver' }).click();
    await page.getByRole('heading', { name: 'Kaan T. Tezgah için yeni bağlantı' }).waitFor();
    await page.getByRole('button', { name: 'Sakladım, kapat' }).click();

    await panel.getByRole('button', { name: 'Hesabı kapat' }).click();
    await page
      .getByRole('dialog')
      .getByText(/artık oturum açamaz/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Kapat', exact: true }).last().click();
    await page.getByText('Hesap kapatıldı.').waitFor();
    expect(await personBy('kaan@example.com')).toMatchObject({ disabled: true });
    await panel.getByRole('button', { name: 'Hesabı yeniden aç' }).waitFor();
    expect(complaints.filter((line) => !line.includes('412'))).toEqual([]);
  }, 120_000);

  it('long after the sign-in: who it is is asked once more, and the invitation goes on', async () => {
    await openSettings('/people');
    // The owner of a demo has no password: a code of the app does.
    await page.route('**/v1/me', async (route) => {
      const me = (await (await route.fetch()).json()) as { factors: object };
      await route.fulfill({ json: { ...me, factors: { ...me.factors, totp: true } } });
    });
    await page.reload();
    let isProved = false;
    await page.route('**/v1/staff', (route) =>
      route.request().method() !== 'POST' || isProved
        ? route.continue()
        : route.fulfill({ status: 403, json: { code: 'proof_needed', status: 403 } }),
    );
    await page.route('**/v1/me/proof', (route) => {
      isProved = route.request().postData() === '{"code":"123456"}';
      return isProved
        ? route.fulfill({ json: {} })
        : route.fulfill({ status: 401, json: { code: 'wrong_credentials', status: 401 } });
    });
    await page.getByRole('button', { name: 'Çalışan davet et' }).click();
    await page.getByRole('dialog').getByLabel('Ad soyad').fill('Ece Operasyon');
    await page.getByRole('dialog').getByLabel('E-posta').fill('ece@example.com');
    await page.getByRole('button', { name: 'Davet et', exact: true }).click();
    const proof = page.getByRole('dialog', { name: 'Siz olduğunuzu doğrulayın' });
    // Whoever does not want to is told why nothing was done.
    await proof.getByRole('button', { name: 'Kapat' }).last().click();
    await page.getByText('Güvenlik için kim olduğunuz yeniden doğrulanmalı.').waitFor();
    expect(await page.getByLabel('Ad soyad').inputValue()).toBe('Ece Operasyon');
    await page.getByRole('button', { name: 'Davet et', exact: true }).click();
    await proof.getByRole('textbox').fill('000000');
    await proof.getByRole('button', { name: 'Doğrula ve sürdür' }).click();
    await proof.getByText('Doğru değil. Yeniden deneyin.').waitFor();
    await expectGood('proof');
    await proof.getByRole('textbox').fill('123456');
    await proof.getByRole('button', { name: 'Doğrula ve sürdür' }).click();
    await page.getByRole('heading', { name: 'Ece Operasyon davet edildi' }).waitFor();
    expect(await personBy('ece@example.com')).toMatchObject({ setUp: false });
  });

  it('neither a password nor an app: signing out and in again is the proof', async () => {
    await openSettings('/people');
    await page.route('**/v1/staff', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 403, json: { code: 'proof_needed', status: 403 } })
        : route.continue(),
    );
    let isOut = false;
    await page.route('**/v1/sessions/current', (route) => {
      isOut = route.request().method() === 'DELETE';
      return route.fulfill({ status: 204 });
    });
    await page.getByRole('button', { name: 'Çalışan davet et' }).click();
    await page.getByRole('dialog').getByLabel('Ad soyad').fill('Efe Kasa');
    await page.getByRole('dialog').getByLabel('E-posta').fill('efe@example.com');
    await page.getByRole('button', { name: 'Davet et', exact: true }).click();
    const proof = page.getByRole('dialog', { name: 'Siz olduğunuzu doğrulayın' });
    await proof.getByText(/çıkıp yeniden girmeniz doğrulama sayılır/).waitFor();
    expect(await proof.getByRole('textbox').count()).toBe(0);
    await expectGood('proof-again');
    await proof.getByRole('button', { name: 'Çık ve yeniden gir' }).click();
    await page.waitForURL(/\/console\/sign-in/);
    expect(isOut).toBe(true);
  });

  it('oneself: another name is saved, and where one is signed in is listed', async () => {
    await openSettings('/account');
    await page.getByText('bu oturum').waitFor();
    await page.getByLabel('Ad soyad').fill('Deniz Sahip');
    await page.getByRole('button', { name: 'Kaydet', exact: true }).click();
    await page.getByText('Bilgileriniz kaydedildi.').waitFor();
    await page.getByRole('button', { name: /Deniz Sahip: hesap/ }).waitFor();
    expect(complaints).toEqual([]);
  });
});

const views = [
  ['overview', '', 'Çalışanlar', 'People'],
  ['people', '/people', 'Ada Denetçi', 'Ada Denetçi'],
  ['account', '/account', 'bu oturum', 'this session'],
] as const;

describe('the settings, for everybody', () => {
  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'on a %s, %s, in both languages: axe finds nothing, and nothing lies beside the screen',
    async (size, colorScheme, options) => {
      await openSettings('', { ...options, colorScheme });
      for (const language of ['tr', 'en'] as const) {
        for (const [name, path, tr, en] of views) {
          await page.goto(`${product.origin}/console/settings${path}`);
          await page
            .getByText(language === 'tr' ? tr : en)
            .filter({ visible: true })
            .first()
            .waitFor();
          await expectGood(`${name}-${size}-${colorScheme}-${language}`);
        }
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
      expect(complaints).toEqual([]);
    },
    240_000,
  );
});
