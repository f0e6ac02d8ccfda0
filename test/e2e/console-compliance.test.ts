import type { Browser } from 'playwright-core';
import { roleTable } from '../../src/staff/permissions.ts';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { staffEvent, tell } from '../support/staff-only.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let open: Visit;
const officer = roleTable.compliance.scopes;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ demo: true, now: '2026-11-26T09:00:00.000Z' });
  origin = String(world.application.address);
  await tell(world, staffEvent('sanction.screening.completed', 'C001'));
  await tell(world, staffEvent('transaction.risk.flagged', 'C002'));
  await tell(world, staffEvent('account.deviation.detected', 'C003'));
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

const tasks = async (status: string) =>
  (await world.api.get(`/v1/tasks?role=compliance&status=${status}`)).body.data as {
    reason: string;
    resolution: string | null;
  }[];

describe('the compliance place', () => {
  it.each([
    ['wide', desktop, 'light'],
    ['phone', phone, 'dark'],
  ] as const)(
    'an officer (%s): says that looking is on record, and has nothing else',
    async (name, size, colorScheme) => {
      open = await visit(browser, `${origin}/console/compliance`, {
        options: { ...size, colorScheme },
        may: officer,
      });
      const { page } = open;
      await page.getByRole('note').getByText('Buradaki her bakış kayda geçer.').waitFor();
      await page.getByRole('button', { name: /Tarama sonucu/ }).waitFor();

      expect(await page.getByText('Hesapta sapma').count()).toBe(0);
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      expect(await axeFindings(page)).toEqual([]);
      await open.picture(`compliance-${name}`);
      expect(open.complaints).toEqual([]);
    },
  );

  it('a case is worked off: its facts in words, what came of it has to be said, and it is with the done ones', async () => {
    open = await visit(browser, `${origin}/console/compliance`, { may: officer });
    const { page } = open;
    await page.getByRole('button', { name: /İşlem riski/ }).click();
    const panel = page.getByRole('region', { name: 'Seçilen iş' });
    await panel.getByText('Dosya no').waitFor();
    await panel.getByText('Kurallar').waitFor();
    expect(await panel.getByRole('button', { name: 'Tamamla' }).isDisabled()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('compliance-case');
    await panel.getByLabel('Sonuç notu').fill('Belgeler istendi, işlem olağan.');
    await panel.getByRole('button', { name: 'Tamamla' }).click();
    await page.getByRole('button', { name: /İşlem riski/ }).waitFor({ state: 'detached' });
    // It can be taken back for some seconds.
    await waitFor('the task to be done', async () => (await tasks('done')).length === 1);
    expect(await tasks('done')).toMatchObject([
      { reason: 'transaction_risk', resolution: 'Belgeler istendi, işlem olağan.' },
    ]);
    await page.getByText('Biten', { exact: true }).click();
    await page.getByRole('button', { name: /İşlem riski/ }).click();
    await panel.getByText('Belgeler istendi, işlem olağan.').waitFor();
    expect(await panel.getByRole('button', { name: 'Tamamla' }).count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });

  it('an officer: Today has none of it', async () => {
    open = await visit(browser, `${origin}/console/today`, { may: officer });
    const { page } = open;
    await page.getByText('Hesapta sapma').first().waitFor();
    expect(await page.getByText('Tarama sonucu').count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });

  it('anybody else: has no such place, also by its address', async () => {
    open = await visit(browser, `${origin}/console/compliance`);
    const { page } = open;
    await page.getByText('Böyle bir sayfa yok').waitFor();
    expect(await page.getByRole('link', { name: 'Uyum', exact: true }).count()).toBe(0);
    expect(await page.getByText('Tarama sonucu').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(open.complaints).toEqual([]);
  });
});
