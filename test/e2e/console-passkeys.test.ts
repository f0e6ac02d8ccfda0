import type { Browser, CDPSession, Page } from 'playwright-core';
import { axeFindings, complaintsOf, desktop, launchBrowser } from '../support/console-page.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';

let product: ConsoleProduct;
let browser: Browser;
beforeAll(async () => {
  product = await startConsoleProduct();
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** A device with a lock that keeps passkeys, as far as the browser of this page can tell. */
const deviceOf = async (page: Page): Promise<{ cdp: CDPSession; id: string }> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId: id } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id };
};

const expectGood = async (page: Page): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page)).toEqual([]);
  }
};

describe('a passkey', () => {
  it('made in the settings, the session ended: it alone signs in; taken away: it does not', async () => {
    const { link } = (await product.call('POST', '/v1/staff', {
      ...{ name: 'Pelin Parmak', email: 'pelin@example.com', role: 'accountant' },
    })) as { link: string };
    const context = await browser.newContext({ locale: 'tr-TR', ...desktop });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const { cdp, id } = await deviceOf(page);
    const add = async (name: string): Promise<void> => {
      await page.getByLabel('Geçiş anahtarının adı').fill(name);
      await page.getByRole('button', { name: 'Geçiş anahtarı ekle' }).click();
    };

    await page.goto(link);
    await page.getByLabel('Geçiş anahtarının adı').waitFor();
    await expectGood(page);
    await add('Ofis bilgisayarı');
    await page.getByText('Var', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Konsola geç' }).click();
    await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();

    await page.goto(`${product.origin}/console/settings/account`);
    const part = page.getByRole('region', { name: 'Geçiş anahtarları' });
    await part.getByText('Ofis bilgisayarı', { exact: true }).waitFor();
    await expectGood(page);
    await add('İkincisi');
    await page.getByText('Bu cihazda size ait bir geçiş anahtarı zaten var.').waitFor();

    await context.clearCookies();
    await page.goto(`${product.origin}/console/sign-in`);
    await page.getByRole('button', { name: 'Geçiş anahtarıyla gir' }).click();
    await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
    await page.goto(`${product.origin}/console/settings/account`);
    await part.getByText('son kullanım').waitFor();

    await part.getByRole('button', { name: /^Kaldır/ }).click();
    const ask = page.getByRole('dialog', { name: '“Ofis bilgisayarı” kaldırılsın' });
    await ask.getByRole('button', { name: 'Kaldır' }).click();
    await page.getByText('Bu kaldırılırsa oturum açamazsınız. Önce başka bir yöntem ekleyin.').waitFor();
    await page.keyboard.press('Escape');

    // The device's lock is not opened: the browser says so, and nothing is taken for signed in.
    await context.clearCookies();
    await page.goto(`${product.origin}/console/sign-in`);
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
    await page.getByRole('button', { name: 'Geçiş anahtarıyla gir' }).click();
    await page.getByText('Geçiş anahtarı kullanılmadı. Yeniden deneyin.').waitFor();
    await expectGood(page);
    expect(complaints.filter((line) => !/40[019]/.test(line))).toEqual([]);
    await context.close();
  }, 120_000);
});
