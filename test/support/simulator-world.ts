import express, { type Express } from 'express';
import { silentLogger } from '../../src/shared/logger.ts';
import { makeSimulator } from '../../simulator/simulator.ts';
import type { SimulatedTemplate, SimulatorOptions } from '../../simulator/simulator-options.ts';
import { FakeProduct } from './simulator-product.ts';
import { MemorySimulatorStore } from './simulator-store.ts';
import { SteppedTime } from './simulator-time.ts';

export const token = 'EAAtoken';
export const phoneNumberId = '410000000000001';
export const wabaId = '301122334455667';
export const ada = '+905000000102';
export const samir = '+905000000701';

export const reconciliationTemplate: SimulatedTemplate = {
  name: 'recon_letter_ready_v1',
  language: 'tr',
  body: `Sayın {{contact_name}}, merhaba.

*{{company_name}}* nezdindeki *{{account_no}}* numaralı cari hesabınızın {{period_end}} tarihli mutabakat mektubu hazırdır.

Bakiye: {{balance_line}}
(B) bize olan borcunuzu, (A) bizden olan alacağınızı gösterir.

Mektup ektedir. Lütfen kayıtlarınızla karşılaştırıp en geç {{reply_deadline}} tarihine kadar yanıtlayınız.

Hata ve unutma müstesnadır.`,
  header: 'document',
  buttons: ['Mutabıkız', 'Mutabık değiliz', 'Temsilciye bağlan'],
};
const plainTemplate: SimulatedTemplate = {
  name: 'hello_v1',
  language: 'tr',
  body: 'Merhaba {{contact_name}}.',
  header: 'none',
  buttons: [],
};
export const arabicTemplate: SimulatedTemplate = {
  name: 'feedback_request_v1',
  language: 'ar',
  body: `السيد/ة {{contact_name}}، نودّ معرفة رأيكم في معاملتكم معنا بتاريخ {{interaction_date}} بخصوص {{interaction_label}} لدينا.

هل كنتم راضين عن خدمتنا؟ يُستخدم ردكم لتحسين جودة الخدمة فقط، والرد اختياري.`,
  header: 'none',
  buttons: ['راضٍ', 'محايد', 'غير راضٍ'],
};

export interface World {
  app: Express;
  product: FakeProduct;
  store: MemorySimulatorStore;
  time: SteppedTime;
  /** Stops this simulator and starts another one on the same store and time. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A simulator on stepped time, in front of a product that listens on a real port. */
export const makeWorld = async (changes: Partial<SimulatorOptions> = {}): Promise<World> => {
  const product = new FakeProduct('app secret');
  const store = new MemorySimulatorStore();
  const time = new SteppedTime();
  const options: SimulatorOptions = {
    phoneNumberId,
    wabaId,
    accessToken: token,
    appSecret: 'app secret',
    displayName: 'Demo Kıymetli Maden A.Ş.',
    displayPhoneNumber: '+90 212 000 00 00',
    webhookUrl: await product.listen(),
    contacts: [
      { name: 'Ada Hesapçı', phone: ada, language: 'tr', label: 'Örnek Kuyumculuk · muhasebe' },
      { name: 'Samir Al-Mithali (سمير المثالي)', phone: samir, language: 'ar', label: 'Bireysel' },
    ],
    templates: [reconciliationTemplate, plainTemplate, arabicTemplate],
    store,
    clock: time,
    scheduler: time,
    logger: silentLogger,
    statusDelaysMs: { sent: 100, delivered: 200, read: 50 },
    ...changes,
  };
  let simulator = await makeSimulator(options);
  const app = express();
  // Routers are looked up on every call, so that a restart needs no new app.
  app.use('/simulator/graph', (request, response, next) => simulator.graph(request, response, next));
  app.use('/simulator', (request, response, next) => simulator.page(request, response, next));
  simulator.start();
  return {
    app,
    product,
    store,
    time,
    restart: async () => {
      await simulator.close();
      simulator = await makeSimulator(options);
      simulator.start();
    },
    close: async () => {
      await simulator.close();
      await product.close();
    },
  };
};

/** Body of a send to Ada. */
export const toAda = (body: object): object => ({ messaging_product: 'whatsapp', to: ada, ...body });

/** The values of `hello_v1`. */
export const hello = (value = 'Ada'): object => ({
  type: 'template',
  template: {
    name: 'hello_v1',
    language: { code: 'tr' },
    components: [
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'contact_name', text: value }] },
    ],
  },
});
