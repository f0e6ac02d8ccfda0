// Takes the pictures of docs/console.md: `npm run console:pictures`, with Chromium (CHROMIUM_PATH, or /usr/bin/chromium). Plays a
// month end on a product of its own: its data are removed afterwards. Look at the pictures.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const folder = 'docs/console';
const apiKey = 'pictures-of-the-console-0123456789';
const patienceMs = 120_000;
/** Few shades are enough for a page of one accent colour. */
const colours = 96;

const tell = (text) => process.stderr.write(`${text}\n`);

const until = async (what, look) => {
  const end = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`in vain waited for ${what}`);
    await pause(100);
  }
};

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The built product with its demo. `link`: signs the owner in. */
const startProduct = async () => {
  const data = await mkdtemp(path.join(tmpdir(), 'mutabik-pictures-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['--disable-proto=delete', 'dist/src/main.js'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: data, API_KEY: apiKey, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (piece) => (printed += String(piece)));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
    await rm(data, { recursive: true, force: true });
  };
  const origin = `http://localhost:${port}`;
  try {
    const link = await until('the product', () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: npm run build first`);
      return /\/console\/sign-in#token=[\w-]+/.exec(printed)?.[0];
    });
    return { origin, link: `${origin}${link}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const callerOf = (origin) => async (method, address, body) => {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${origin}${address}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    body: isForm || body === undefined ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
};

const arrived = new Set(['delivered', 'read']);

/** The phone of somebody on the page of the simulator. */
const phoneOf = (call, number) => {
  const chat = `/simulator/api/chats/${encodeURIComponent(number)}`;
  // What has not arrived is not on the phone yet.
  const lines = async () =>
    (await call('GET', `${chat}/messages?all=1`)).messages.filter(({ status }) => arrived.has(status));
  const choicesOf = ({ content }) =>
    content.type === 'list' ? content.sections.flatMap(({ rows }) => rows) : (content.buttons ?? []);
  return {
    writes: (text) => call('POST', `${chat}/messages`, { type: 'text', text }),
    /** Taps what has this title in the newest message that has it, as soon as there is one. */
    taps: async (title) => {
      const action = await until(`«${title}» on ${number}`, async () => {
        for (const line of (await lines()).reverse()) {
          const choice = choicesOf(line).find((one) => one.title === title);
          if (choice !== undefined) return { type: 'tap', messageId: line.id, choiceId: choice.id };
        }
        return null;
      });
      await call('POST', `${chat}/messages`, action);
    },
    sees: (piece) =>
      until(`«${piece}» on ${number}`, async () =>
        (await lines()).some((line) => JSON.stringify(line.content).includes(piece)),
      ),
    sends: async (origin, file) => {
      const address = `${origin}${chat}/files?filename=${encodeURIComponent(path.basename(file))}`;
      const answer = await fetch(address, { method: 'POST', body: await readFile(file) });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    },
  };
};

/** The last day of the month before today. */
const periodEnd = () =>
  new Date(Date.UTC(new Date().getFullYear(), new Date().getMonth(), 0)).toISOString().slice(0, 10);

const balances = [
  'Müşteri no;Hesap no;Birim;Miktar;Yön',
  'C001;120.01.0001;HAS;1.250,340;B',
  'C001;120.01.0001;TRY;264.750,00;A',
  'C002;120.01.0002;HAS;98,500;B',
  'C004;320.01.0001;HAS;4.310,125;A',
  'C006;120.02.0006;TRY;18.400,00;B',
  'C008;120.03.0008;USD;12.300,00;B',
  'C010;120.02.0010;HAS;22,750;B',
];

/** A month end: letters by a run, one who agrees, one with figures of her own, one who asks for a person, a document. */
const playMonthEnd = async ({ origin, call }) => {
  const form = new FormData();
  form.set('periodEnd', periodEnd());
  form.set('name', 'Ay sonu');
  form.set('file', new Blob([balances.join('\n')], { type: 'text/csv' }), 'bakiyeler.csv');
  const run = await call('POST', '/v1/runs', form);
  await until('the letters', async () => (await call('GET', `/v1/runs/${run.id}`)).state === 'draft');
  await call('POST', `/v1/runs/${run.id}/start`);

  const hayalci = phoneOf(call, '+905000000201');
  await hayalci.taps('Mutabıkız');
  await hayalci.taps('Evet, onaylıyorum');

  const kurgusoy = phoneOf(call, '+905000000601');
  await kurgusoy.taps('Mutabık değiliz');
  await kurgusoy.sees('bakiyesi ne kadar');
  await kurgusoy.writes('17.900,00');
  await kurgusoy.taps('Bize borcunuz');
  await kurgusoy.taps('Eksik kayıt var');
  await kurgusoy.taps('Evet, kaydediniz');

  const kurgulu = phoneOf(call, '+905000000401');
  await kurgulu.taps('Temsilciye bağlan');
  await kurgulu.writes('Geçen haftaki 15 gram iadeyi göremedim, bakabilir misiniz?');

  const due = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const masalci = phoneOf(call, '+905000000301');
  await call('POST', '/v1/events', {
    ...{
      type: 'document.requested',
      event_id: 'evt_pictures_1',
      tenant: 't_demo',
      customer_id: 'C003',
      contact_id: 'C003-1',
    },
    occurred_at: new Date().toISOString(),
    data: {
      ...{ request_id: 'BLG-2045', document_code: 'vergi_levhasi', due_date: due, max_bytes: 10_000_000 },
      accepted_mime: ['application/pdf', 'image/jpeg', 'image/png'],
    },
  });
  await masalci.sees('BLG-2045');
  await masalci.sends(origin, 'docs/letters/account-tr.png');
  await masalci.sees('belgenizi inceliyoruz');
  await kurgusoy.sees('muhasebe birimimiz');
  await hayalci.sees('yanıtınız kaydedildi');
  const { data: chats } = await call('GET', '/v1/conversations?limit=50');
  const chat = chats.find(({ contactRef }) => contactRef === 'C004-1');
  await call('POST', `/v1/conversations/${chat.id}/notes`, {
    text: 'İade 24’ünde işlenmiş, ekstreye girmemiş. Muhasebe düzeltiyor.',
  });
  const { data: requests } = await call('GET', '/v1/requests?limit=50');
  const disputed = requests.find(({ outcome }) => outcome === 'disagreed');
  const { data: sent } = await call('GET', '/v1/messages?state=sent&limit=50');
  const letter = sent.find(({ requestId }) => requestId === disputed.id);
  const { data: tasks } = await call('GET', '/v1/tasks?limit=50');
  const task = tasks.find(({ requestId }) => requestId === disputed.id);
  const { data: documents } = await call('GET', '/v1/documents?limit=50');
  return {
    ...{ run: run.id, chat: chat.id, request: disputed.id, message: letter.id },
    ...{ task: task.id, file: documents[0].id },
  };
};

/** Each with its address and what has to be there before it is taken. */
const pictures = ({ run, chat, request, message, task, file }) => [
  { name: 'today', at: `/console/today?task=${task}`, sees: 'Kurgu Rafineri' },
  { name: 'today-phone', at: '/console/today', sees: 'Kurgu Rafineri', isPhone: true },
  { name: 'requests', at: '/console/requests', sees: 'C010' },
  { name: 'request', at: `/console/requests/${request}`, sees: 'Zaman çizgisi' },
  { name: 'run', at: `/console/runs/${run}`, sees: 'C010' },
  { name: 'chat', at: `/console/chats?show=all&chat=${chat}`, sees: 'ekstreye girmemiş' },
  { name: 'document', at: `/console/documents?file=${file}`, sees: 'BLG-2045' },
  { name: 'sent', at: `/console/sent?message=${message}`, sees: 'Elif Kurgusoy' },
  { name: 'rules', at: '/console/rules', sees: 'Mutabakat' },
];

const take = async (browser, { origin, link }, { name, at, sees, isPhone = false }) => {
  const viewport = isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
  const context = await browser.newContext({
    locale: 'tr-TR',
    colorScheme: 'light',
    viewport,
    isMobile: isPhone,
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
  await page.goto(`${origin}${at}`);
  try {
    await page.getByText(sees).first().waitFor();
    await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
    // What slides in has come to rest.
    await pause(700);
    const png = await sharp(await page.screenshot())
      .png({ palette: true, colours })
      .toBuffer();
    await writeFile(`${folder}/${name}.png`, png);
    tell(`${folder}/${name}.png: ${png.length} bytes`);
  } catch (error) {
    await page.screenshot({ path: path.join(tmpdir(), `mutabik-${name}.png`) });
    throw new Error(`«${sees}» is not at ${at}; what is there: ${tmpdir()}/mutabik-${name}.png`, {
      cause: error,
    });
  } finally {
    await context.close();
  }
};

await mkdir(folder, { recursive: true });
const product = await startProduct();
try {
  tell('Playing a month end, which takes half a minute.');
  const played = await playMonthEnd({ origin: product.origin, call: callerOf(product.origin) });
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const picture of pictures(played)) await take(browser, product, picture);
  } finally {
    await browser.close();
  }
} finally {
  await product.stop();
}
