import type { Browser } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { startWorld, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let open: Visit;

const template = 'recon_reminder_v1';

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ now: '2026-11-23T07:00:00.000Z' });
  origin = String(world.application.address);
  const { body } = await world.api.get(`/v1/templates/${template}/tr`);
  const words = String(body.body);
  for (const begin of ['Bilginize.', 'Önemle bilginize.']) {
    await world.api.put(`/v1/templates/${template}/tr/draft`, { body: `${begin} ${words}` }).expect(200);
    await world.turn(60_000);
  }
  await world.turn(24 * 60 * 60_000);
  await world.api.get('/v1/exports/customers?format=csv').expect(200);
  await world.turn(60_000);
  const staff = { name: 'Ada Denetçi', email: 'ada@example.com', role: 'auditor' };
  await world.api.post('/v1/staff', staff).expect(201);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

describe('the audit log in the console', () => {
  it('an auditor: narrows it to what was done, opens one, and sees the words before and after', async () => {
    open = await visit(browser, `${origin}/console/audit`, { may: ['audit:read'] });
    const { page } = open;
    const table = page.getByRole('table', { name: 'Denetim' });
    await table.getByRole('link', { name: 'Çalışan davet edildi' }).waitFor();
    await table.getByRole('link', { name: 'Liste dışarı alındı' }).waitFor();
    await page.getByRole('combobox', { name: 'Ne yapıldı' }).click();
    await page.getByRole('option', { name: 'Şablon taslağı yazıldı' }).click();
    await page.waitForURL('**/audit?action=template.drafted');
    await page.getByText('2 kayıt', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Şablon taslağı yazıldı' }).first().click();

    const entry = page.getByRole('region', { name: 'Kayıt', exact: true });
    await entry.getByText(`${template}/tr`).waitFor();
    await entry.locator('del').getByText('Bilginize.').waitFor();
    await entry.locator('ins').getByText('Önemle').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('audit-entry');

    // The address is all of it: a colleague who opens it sees the same.
    await page.reload();
    await entry.locator('ins').getByText('Önemle').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('entry'));
    expect(open.complaints).toEqual([]);
  });

  it('by an object and a day: only what was done with it, since then', async () => {
    open = await visit(browser, `${origin}/console/audit?subject=${template}/tr`);
    const { page } = open;
    await page.getByText('2 kayıt', { exact: true }).waitFor();
    await page.getByLabel('Şu günden beri').fill('2026-11-24');
    await page.getByText('Bu süzgece uyan kayıt yok').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Süzgeci kaldır' }).click();
    await page.getByRole('link', { name: 'Çalışan davet edildi' }).waitFor();
  });

  it('the next page fails: it is asked for once, and what is there stays', async () => {
    open = await visit(browser, `${origin}/console/today`);
    const { page } = open;
    let asked = 0;
    await page.route(/\/v1\/audit\?/, async (route) => {
      const { searchParams } = new URL(route.request().url());
      if (searchParams.has('cursor')) {
        asked += 1;
        return route.fulfill({ status: 400, json: { code: 'validation_failed', title: 'Bad Request' } });
      }
      const answer = await world.api.get('/v1/audit');
      return route.fulfill({ json: { ...answer.body, nextCursor: 'abc' } });
    });
    await page.goto(`${origin}/console/audit`);
    await page.getByRole('link', { name: 'Çalışan davet edildi' }).waitFor();
    // Never idle while it is asked for again and again.
    await page.waitForLoadState('networkidle');

    expect(asked).toBe(1);
    await page.getByRole('link', { name: 'Çalışan davet edildi' }).waitFor();
  });

  it('who may not read the log: has no such place', async () => {
    open = await visit(browser, `${origin}/console/customers`, { may: ['customers:read'] });
    await open.page.getByRole('navigation', { name: 'Bölümler' }).waitFor();

    expect(await open.page.getByRole('link', { name: 'Denetim' }).count()).toBe(0);
  });

  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'on a %s, %s, in both languages: axe finds nothing, and nothing lies beside the screen',
    async (name, colorScheme, size) => {
      open = await visit(browser, `${origin}/console/audit`, { options: { ...size, colorScheme } });
      const { page } = open;
      for (const [language, row] of [
        ['tr', 'Çalışan davet edildi'],
        ['en', 'Invited somebody'],
      ] as const) {
        await page.getByRole('link', { name: row }).waitFor();
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        await open.picture(`audit-${name}-${colorScheme}-${language}`);
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
      expect(open.complaints).toEqual([]);
    },
  );
});
