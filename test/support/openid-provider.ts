import { createHmac, createPublicKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';

/** Who signs in at the provider, and what it says of them. */
export interface ProvidedPerson {
  sub: string;
  email?: string | undefined;
  email_verified?: unknown;
  xms_edov?: unknown;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Who signs a token that is put in place of the provider's own. */
export type Signer = 'itself' | 'somebody else' | 'nobody' | 'the secret' | 'the public key';

export interface OpenIdProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** How it is: well, not there, silent, broken, or with another secret for us than before. */
  state: 'well' | 'down' | 'silent' | 'broken' | 'other secret';
  /** Puts another token in place of its own; null: its own. */
  forge: { claims: (own: Claims) => Claims; signer: Signer } | null;
  /** Every token it gave. */
  tokens: string[];
  /** How often its metadata were read. */
  reads: number;
  /** Who sits at the browser that comes next. */
  visitor: ProvidedPerson;
  /** Goes through its pages as a browser of this person; the address it sends them back to. */
  visit(address: string, person: ProvidedPerson): Promise<URL>;
  close(): Promise<void>;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string): [Claims, Claims] => {
  const [header = '', claims = ''] = token.split('.');
  return [
    JSON.parse(Buffer.from(header, 'base64url').toString()),
    JSON.parse(Buffer.from(claims, 'base64url').toString()),
  ];
};

const newKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** Made before anybody waits: making a key takes a second of a slow machine. */
const keyOfSomebodyElse = newKey();

const signed = (header: Claims, claims: Claims, signer: Signer, own: KeyObject, secret: string): string => {
  const asymmetric = signer === 'itself' || signer === 'somebody else';
  const alg = asymmetric ? 'RS256' : signer === 'nobody' ? 'none' : 'HS256';
  const said = `${part({ ...header, alg })}.${part(claims)}`;
  if (signer === 'nobody') return `${said}.`;
  if (asymmetric) {
    const key = signer === 'itself' ? own : keyOfSomebodyElse;
    return `${said}.${createSign('RSA-SHA256').update(said).sign(key).toString('base64url')}`;
  }
  const key =
    signer === 'the secret'
      ? secret
      : createPublicKey(own).export({ type: 'spki', format: 'pem' }).toString();
  return `${said}.${createHmac('sha256', key).update(said).digest('base64url')}`;
};

const listening = async (): Promise<{ server: ReturnType<typeof createServer>; issuer: string }> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this kind.
  return { server, issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

/** Follows where it is sent, with the cookies of the provider, until it is sent away from there. */
const visited = async (issuer: string, address: string): Promise<URL> => {
  const cookies = new Map<string, string>();
  let next = new URL(address);
  for (let steps = 0; steps < 8 && next.origin === issuer; steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${String(answer.status)} ${await answer.text()}`);
    next = new URL(location, next);
  }
  return next;
};

/** A real provider on loopback, whose page of signing in takes whoever the test says, and that can be made to lie. */
export const startOpenIdProvider = async (redirectUri: string): Promise<OpenIdProvider> => {
  const people = new Map<string, ProvidedPerson>();
  const { server, issuer } = await listening();
  const privateKey = newKey();
  const [clientId, clientSecret] = ['mutabik', 'a-secret-of-the-test-0123456789abcdef'];
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] },
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: {
      keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' } as never],
    },
    cookies: { keys: ['of the test alone'] },
    features: { devInteractions: { enabled: false } },
    claims: { email: ['email', 'email_verified', 'xms_edov'] },
    pkce: { required: () => true },
    // It says that it signs by the secret as well: nobody is to believe such a token.
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'HS256'] },
    interactions: { url: () => '/interaction' },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ ...people.get(sub), sub }) }),
    loadExistingGrant: async (context) => {
      const accountId = String(context.oidc.session?.accountId);
      const grant = new context.oidc.provider.Grant({ clientId, accountId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const self: OpenIdProvider = {
    ...{
      issuer,
      clientId,
      clientSecret,
      state: 'well',
      forge: null,
      tokens: [],
      reads: 0,
      visitor: { sub: 'nobody' },
    },
    visit: (address, person) => {
      self.visitor = person;
      return visited(issuer, address);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string; access_token?: string } | undefined;
    if (context.path !== '/token' || body?.id_token === undefined) return;
    const [header, claims] = partsOf(body.id_token);
    if (self.forge !== null)
      body.id_token = signed(header, self.forge.claims(claims), self.forge.signer, privateKey, clientSecret);
    self.tokens.push(body.id_token, body.access_token ?? '');
  });
  const handle = provider.callback();
  const withOtherSecret = async (req: IncomingMessage): Promise<void> => {
    const sent = Object.fromEntries(new URLSearchParams(await text(req)));
    Object.assign(req, { body: { ...sent, client_secret: 'the-secret-of-before-0123456789abcdef' } });
  };
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (self.state === 'silent') return;
    if (self.state === 'down') {
      req.socket.destroy();
      return;
    }
    if (self.state === 'broken') {
      res.writeHead(500).end();
      return;
    }
    if (req.url?.startsWith('/.well-known/') === true) self.reads += 1;
    if (req.url?.startsWith('/interaction') === true) {
      people.set(self.visitor.sub, self.visitor);
      await provider.interactionFinished(req, res, { login: { accountId: self.visitor.sub } });
      return;
    }
    if (self.state === 'other secret' && req.url === '/token') await withOtherSecret(req);
    await handle(req, res);
  };
  server.on('request', (req, res) => void answer(req, res));
  return self;
};
