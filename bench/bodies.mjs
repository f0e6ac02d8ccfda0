// What the load posts, as text ready for the socket: signed webhooks as the platform sends them, and events of the API; and the
// environment in which the product understands them.
import { createHmac } from 'node:crypto';

export const secret = 'bench-app-secret';
export const apiKey = 'bench-key';
export const phoneNumberId = '410000000000001';
export const wabaId = '301122334455667';

/** Limits that protect the platform and the people are raised: they are not what is measured. */
export const productEnv = ({ port, graphUrl, dataDir }) => ({
  PORT: String(port),
  DATA_DIR: dataDir,
  LOG_LEVEL: 'warn',
  API_KEY: apiKey,
  OPEN_PAGES: 'metrics',
  WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
  WHATSAPP_WABA_ID: wabaId,
  WHATSAPP_ACCESS_TOKEN: 'EAAbench',
  WHATSAPP_APP_SECRET: secret,
  WHATSAPP_VERIFY_TOKEN: 'bench',
  WHATSAPP_GRAPH_URL: graphUrl,
  NUMBER_RATE_PER_SECOND: '100000',
  RECIPIENT_INTERVAL_MS: '1',
  RECIPIENT_BURST: '1000',
  SEND_CONCURRENCY: '256',
  MAX_INFLIGHT_WEBHOOKS: '2000',
  API_CALLS_PER_MINUTE: '10000000',
  QUIET_HOURS: 'off',
});

/** Digits of the nth person; people of the books and strangers are numbered apart by who calls. */
export const digitsOf = (n) => `9053${10_000_000 + n}`;
export const customerRefOf = (n) => `L${n}`;

/** Seconds of now; a message that is older than what was stored before would still be taken. */
const seconds = () => String(Math.floor(Date.now() / 1000));

const webhook = (value) => {
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: wabaId,
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '902120000000', phone_number_id: phoneNumberId },
              ...value,
            },
          },
        ],
      },
    ],
  });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return (
    'POST /webhooks/whatsapp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' +
    `X-Hub-Signature-256: sha256=${signature}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
};

/** One webhook with these messages: `[{ id, from, text }]`. */
export const messagesRequest = (messages) =>
  webhook({
    contacts: messages.map(({ from }) => ({ profile: { name: 'Load' }, wa_id: from })),
    messages: messages.map(({ id, from, text }) => ({
      from,
      id,
      timestamp: seconds(),
      type: 'text',
      text: { body: text },
    })),
  });

/** One webhook with these statuses: `[{ id, to, status, data }]`; `data` is what the sender wants back. */
export const statusesRequest = (statuses) =>
  webhook({
    statuses: statuses.map(({ id, to, status, data }) => ({
      id,
      status,
      timestamp: seconds(),
      recipient_id: to,
      ...(data === undefined ? {} : { biz_opaque_callback_data: data }),
      pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' },
    })),
  });

const apiRequest = (method, path, body) => {
  const text = JSON.stringify(body);
  return (
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${apiKey}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  );
};

/** A customer with one person, who may do everything and whose account stands at something. */
export const customerRequest = (n) =>
  apiRequest('PUT', `/v1/customers/${customerRefOf(n)}`, {
    name: `Kuyumcu ${n}`,
    contacts: [
      {
        ref: `${customerRefOf(n)}-1`,
        name: `Deniz ${n}`,
        phone: `+${digitsOf(n)}`,
        roles: ['all'],
        canBind: true,
        phoneVerified: true,
      },
    ],
    accounts: [
      {
        accountNo: `120.01.${n}`,
        asOf: new Date().toISOString(),
        lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }],
      },
    ],
  });

/** So many movements of one account are told by themselves, however fast they come (ADR 0067). */
const perAccount = 4;
const posted = new Map();

/** The account of the next movement of a customer: each of them is told by itself. */
const nextAccountOf = (n) => {
  const before = posted.get(n) ?? 0;
  posted.set(n, before + 1);
  return `120.01.${n}${before < perAccount ? '' : `.${Math.floor(before / perAccount)}`}`;
};

/** A movement of the nth customer; its document number stands in the message that comes of it. */
export const movementRequest = (n, documentNo) => {
  const now = new Date().toISOString();
  return apiRequest('POST', '/v1/events', {
    type: 'account.movement.posted',
    event_id: `evt_${documentNo}`,
    tenant: 't_demo',
    customer_id: customerRefOf(n),
    occurred_at: now,
    data: {
      movement_id: documentNo,
      account_no: nextAccountOf(n),
      movement_type: 'purchase',
      unit: 'HAS',
      quantity: '10.000',
      side: 'B',
      posted_at: now,
      document_no: documentNo,
    },
  });
};
