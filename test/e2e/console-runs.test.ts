import type { Browser } from 'playwright-core';
import { readTable } from '../../src/runs/table/read-table.ts';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { personAt, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';
import { tableOfLetters } from '../support/month-end.ts';

let browser: Browser;
let world: World;
let caller: RunCaller;
let origin: string;
let open: Visit;

const letters = 300;

const refOf = (n: number): string => `AY${String(n).padStart(3, '0')}`;

/** The person of the n-th customer. */
const personOf = (n: number): Person =>
  personAt(world, `+9050001${String(n).padStart(5, '0')}`, {
    customerRef: refOf(n),
    contactRef: `${refOf(n)}-1`,
  });

/** Three hundred customers, imported as a business would. */
const importCustomers = async (): Promise<void> => {
  const lines = Array.from({ length: letters }, (_unused, index) => {
    const { phone: number } = personOf(index + 1);
    return `${refOf(index + 1)};Kuyumcu ${String(index + 1)};Yetkili ${String(index + 1)};${number};evet;all`;
  });
  const table = ['Müşteri No;Müşteri Adı;Yetkili;Telefon;İmza yetkisi;Roller', ...lines].join('\n');
  const answer = await caller.upload(table, { mode: 'apply' }, '/v1/customers/import');
  expect(answer.body).toMatchObject({ made: letters, problems: [] });
};

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({
    demo: true,
    now: new Date().toISOString(),
    env: { RUN_LETTERS_PER_SECOND: '100' },
  });
  origin = String(world.application.address);
  caller = runCaller(world);
  await importCustomers();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

/** Turns the clock until no letter is left to go. */
const untilSent = async (id: string): Promise<void> => {
  for (let turns = 0; turns < 60; turns += 1) {
    await world.turn(1_000);
    const { body } = await world.api.get(`/v1/runs/${id}`);
    if (body.state === 'done') return;
  }
  throw new Error('the letters did not go');
};

const counts = async (id: string): Promise<Record<string, number>> =>
  (await world.api.get(`/v1/runs/${id}`)).body.counts;

describe('runs in the console', () => {
  it('nothing yet: says what appears here and how the first one is made', async () => {
    open = await visit(browser, `${origin}/console/runs`);
    await open.page.getByText('Henüz mutabakat yok').waitFor();
    expect(await axeFindings(open.page)).toEqual([]);
    await open.picture('runs-empty');
    await open.page.getByRole('button', { name: 'Yeni mutabakat' }).first().click();
    await open.page.waitForURL('**/runs/new');
  });

  it('a month end: 300 rows from a spreadsheet, corrected, sent, answered, reminded, and the report closes it', async () => {
    open = await visit(browser, `${origin}/console/runs/new`, { live: true });
    const { page } = open;
    await page.locator('input[type=file]').setInputFiles({
      name: 'ekim-bakiyeler.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await tableOfLetters(letters, refOf),
    });
    // The business calls the column of amounts by a word nobody knows: one says once what it is.
    await page.getByText('Eksik sütun var.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('run-columns');
    await page.getByRole('combobox', { name: 'Kapanış rakamı sütunu nedir' }).selectOption('amount');
    await page.getByRole('button', { name: 'Satırları denetle' }).click();

    await page.getByText('Müşteri kayıtlarda yok').first().waitFor();
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    expect(await counts(id)).toEqual({ ready: letters - 2, error: 2 });
    expect(world.graph.messages).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('run-draft');

    await page.getByRole('link', { name: '2 satır', exact: true }).click();
    await page.getByRole('link', { name: 'Bilinmeyen', exact: true }).click();
    await page.getByRole('button', { name: 'Düzelt' }).click();
    await page.getByRole('textbox', { name: 'Müşteri no' }).fill(refOf(1));
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('run-correct');
    // Somebody corrects it meanwhile: nothing is written over unseen, and what was typed stays.
    const { body: wrong } = await world.api.get(`/v1/runs/${id}/rows?state=error`);
    const { n } =
      (wrong.data as { n: number; name: string }[]).find(({ name }) => name === 'Bilinmeyen') ?? {};
    await world.api.patch(`/v1/runs/${id}/rows/${String(n)}`, { account: 'ONUNKI' }).expect(200);
    await page.getByRole('button', { name: 'Kaydet' }).click();
    const meanwhile = page.getByRole('alert').filter({ hasText: 'Başka biri bu arada değiştirdi' });
    await meanwhile.getByText(/· ONUNKI$/).waitFor();
    expect(await page.getByRole('textbox', { name: 'Müşteri no' }).inputValue()).toBe(refOf(1));
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('run-outdated');
    await page.getByRole('button', { name: 'Onunkinin yerine benimkini kaydet' }).click();
    await page.getByRole('region', { name: 'Satır', exact: true }).getByText('Gönderilecek').waitFor();
    expect(await counts(id)).toEqual({ ready: letters - 1, error: 1 });

    await page.getByRole('button', { name: 'Gönder', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Mektupları gönder' });
    await dialog.getByText('299 mektup', { exact: false }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('run-start');
    await dialog.getByRole('button', { name: '299 mektubu gönder' }).click();
    await page.getByText('Gönderim başladı.').waitFor();
    await page.getByText(/299 mektuptan \d+ gönderildi/).waitFor();
    await untilSent(id);
    // By the stream: nobody asks for it.
    await page.getByRole('button', { name: /^Yanıt bekliyor 299$/ }).waitFor();

    const people = Array.from({ length: 4 }, (_unused, index) => personOf(index + 10));
    for (const person of people) {
      await person.taps('agreed');
      await person.taps('confirmed');
    }
    const other = personOf(14);
    await other.taps('disagreed');
    await other.writes('5.000,00 borç');
    await other.taps('skipped');
    await other.taps('confirmed');
    expect(await counts(id)).toMatchObject({ agreed: 4, disagreed: 1, open: 294 });
    await page.getByRole('button', { name: /^Mutabık değil 1$/ }).click();
    // Ours is 14.250,50, theirs 5.000,00.
    await page
      .getByRole('row', { name: /Kuyumcu 14/ })
      .getByText('9.250,50')
      .waitFor();
    await page.getByRole('button', { name: /^Mutabık 4$/ }).click();
    await page.getByText('Kuyumcu 10', { exact: true }).waitFor();
    expect(await page.getByText('Kuyumcu 15', { exact: true }).count()).toBe(0);

    // Nobody is reminded of a letter that went in the moment of the order.
    await world.turn(1_000);
    const before = world.graph.messages.length;
    await page.getByRole('button', { name: 'Hatırlat' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '294 hatırlatma gönder' }).click();
    await page.getByText('Hatırlatmalar gönderiliyor.').waitFor();
    // A hundred a second; on a busy machine a second's worth may be handed over in two goes.
    const reminded = (): number => world.graph.messages.length - before;
    for (let turns = 0; turns < 30 && reminded() < 294; turns += 1) await world.turn(1_000);
    expect(reminded()).toBeGreaterThanOrEqual(294);

    for (let day = 0; day < 17; day += 1) await world.turn(24 * 60 * 60_000);
    // A clock that jumps by days is a process that stood still: what it told meanwhile is gone.
    await page.reload();
    await page.getByRole('button', { name: /^Yanıtsız kapandı 294$/ }).waitFor();
    await open.picture('run-closed');
    // The browser's own line about what was refused.
    expect(open.complaints.filter((line) => !line.includes('412'))).toEqual([]);
    await page.getByRole('button', { name: 'Rapor' }).click();
    const link = page.getByRole('menuitem', { name: 'Excel (XLSX)' });
    expect(await link.getAttribute('download')).toMatch(/\.xlsx$/);
    const report = await readTable(await caller.file(String(await link.getAttribute('href'))));
    const said = report.lines.map(({ cells }) => cells.map(({ text }) => text).join('|'));
    expect(said.filter((line) => line.includes('|Mutabık|'))).toHaveLength(4);
    expect(said.filter((line) => line.includes('|Mutabık değil|'))).toHaveLength(1);
    expect(said.filter((line) => line.includes('|Yanıtsız|'))).toHaveLength(294);
  }, 300_000);

  it('a letter that cannot go is left out, and a run that nobody wants is stopped', async () => {
    const table = 'Müşteri No;Birim;Bakiye;B/A\nAY001;TL;10,00;B\nYOK1;TL;10,00;B\n';
    const made = await caller.upload(table, { periodEnd: '2026-09-30', name: 'Eylül' }).expect(201);
    const id = String(made.body.id);
    open = await visit(browser, `${origin}/console/runs/${id}?row=2`);
    const { page } = open;
    await page.getByRole('button', { name: 'Hariç tut' }).click();
    await page.getByRole('button', { name: 'Yeniden dâhil et' }).waitFor();
    expect(await counts(id)).toEqual({ ready: 1, excluded: 1 });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Taslaktan vazgeç' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Durdur' }).click();
    await page.getByText('Gönderim durduruldu.').waitFor();

    expect((await world.api.get(`/v1/runs/${id}`)).body.state).toBe('cancelled');
  });

  it('who may only look: sees the run, and no order is offered', async () => {
    open = await visit(browser, `${origin}/console/runs`, { may: ['runs:read'] });
    const { page } = open;
    await page.getByRole('link', { name: 'Eylül' }).click();
    await page.getByRole('heading', { name: 'Eylül', level: 1 }).waitFor();
    await page.getByRole('table', { name: 'Satırlar' }).waitFor();

    for (const name of ['Gönder', 'Durdur', 'Taslaktan vazgeç', 'Hatırlat', 'Geri çek'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
  });

  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'on a %s, %s, in both languages: axe finds nothing, and nothing lies beside the screen',
    async (name, colorScheme, size) => {
      const good = async (view: string): Promise<void> => {
        expect(await axeFindings(open.page)).toEqual([]);
        expect(await sidewaysScroll(open.page)).toBe(0);
        await open.picture(`${view}-${name}-${colorScheme}`);
      };
      const { body } = await world.api.get('/v1/runs');
      const sent = (body.data as { id: string; state: string }[]).find(({ state }) => state === 'done');
      const table = 'Müşteri No;Birim;Bakiye;B/A\nAY002;TL;10,00;B\nYOK1;TL;10,00;B\n';
      const made = await caller.upload(table, {
        periodEnd: `2026-0${String(name.length)}-28`,
        name: 'Taslak',
      });
      open = await visit(browser, `${origin}/console/runs`, { options: { ...size, colorScheme } });
      const { page } = open;
      await page.getByRole('link', { name: 'Taslak' }).first().waitFor();
      await page
        .getByRole('img', { name: /mutabık/ })
        .first()
        .waitFor();
      await good('runs');
      await page.goto(`${origin}/console/runs/new`);
      await page.getByText('Bakiye tablosunu buraya bırakın').waitFor();
      await good('run-new');
      await page.goto(`${origin}/console/runs/${String(sent?.id)}`);
      await page.getByRole('heading', { name: 'Birim birim toplam' }).waitFor();
      await page.getByRole('table', { name: 'Satırlar' }).waitFor();
      await good('run');
      await page.goto(`${origin}/console/runs/${String(sent?.id)}?row=10`);
      await page.getByRole('heading', { name: 'Dosyadaki satırlar' }).waitFor();
      await good('run-row');
      await page.goto(`${origin}/console/runs/${String(made.body.id)}`);
      await page.getByRole('heading', { name: 'Telefonda görünüşü' }).waitFor();
      await good('run-draft');
      await page.getByRole('button', { name: /English/ }).click();
      await page.getByRole('heading', { name: 'As a phone shows it' }).waitFor();
      await good('run-draft-en');
      expect(open.complaints).toEqual([]);
    },
    120_000,
  );
});
