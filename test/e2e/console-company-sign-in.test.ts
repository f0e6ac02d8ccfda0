import type { Browser, Page } from 'playwright-core';
import { axeFindings, complaintsOf, desktop, launchBrowser } from '../support/console-page.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';
import { startOpenIdProvider, type OpenIdProvider } from '../support/openid-provider.ts';
import { freePort } from '../support/process.ts';

let provider: OpenIdProvider;
let product: ConsoleProduct;
let browser: Browser;
beforeAll(async () => {
  const port = String(await freePort());
  provider = await startOpenIdProvider(`http://localhost:${port}/v1/sign-in/oidc/callback`);
  product = await startConsoleProduct({
    PORT: port,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Örnek hesabı',
  });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
  await provider.close();
});

const expectGood = async (page: Page): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page)).toEqual([]);
  }
};

describe('the company account', () => {
  it('on the page of signing in: refused, invited, with a passkey made and asked for, and while it is away', async () => {
    const context = await browser.newContext({ locale: 'tr-TR', ...desktop });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    provider.visitor = { sub: 'sub-1', email: 'pelin@example.com', email_verified: true };
    const button = page.getByRole('link', { name: 'Örnek hesabı ile gir' });
    await page.goto(`${product.origin}/console/sign-in`);
    await button.waitFor();
    await expectGood(page);

    await button.click();
    await page.getByText('Şirket hesabıyla girilemedi.').waitFor();
    await expectGood(page);

    await product.call('POST', '/v1/staff', {
      ...{ name: 'Pelin Parmak', email: 'pelin@example.com', role: 'accountant' },
    });
    await button.click();
    await page.getByLabel('Geçiş anahtarının adı').fill('Ofis bilgisayarı');
    await page.getByRole('button', { name: 'Geçiş anahtarı ekle' }).click();
    await page.getByRole('button', { name: 'Konsola geç' }).click();
    await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();

    await context.clearCookies();
    await page.goto(`${product.origin}/console/sign-in`);
    await button.click();
    await page.waitForURL(/factors=passkey/);
    const passkey = page.getByRole('button', { name: 'Geçiş anahtarıyla gir' });
    await passkey.waitFor();
    expect(await page.getByLabel('Parola').count()).toBe(0);
    await expectGood(page);
    await passkey.click();
    await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();

    await context.clearCookies();
    provider.state = 'broken';
    await page.goto(`${product.origin}/console/sign-in?problem=unavailable`);
    await page.getByText('Şirketin girişine şu anda ulaşılamıyor.').waitFor();
    await expectGood(page);
    expect(complaints.filter((line) => !/401/.test(line))).toEqual([]);
    await context.close();
  }, 120_000);
});
