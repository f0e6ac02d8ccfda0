// Makes many people out of a few: the product's own documents of real conversations, copied under other ids and numbers and sealed
// anew for their new places with the product's own keys. Knows ids and seals, not what a document looks like.
import { randomBytes } from 'node:crypto';
import { digitsOf, productEnv } from './bodies.mjs';

/** Of what was built: named at run time, since it is no part of the sources. */
const built = (name) => import(new URL(`../dist/src/${name}.js`, import.meta.url).href);

const documentsPerWrite = 2_000;
/** A keyed hash (providerKey and the like): 32 bytes. */
const hashForm = /^[A-Za-z0-9_-]{43}$/;

const isSealed = (value) => value?._bsontype === 'Binary';
const isPlain = (value) => Object.getPrototypeOf(value) === Object.prototype;

/** The same value with every text changed by `change`. */
const mapTexts = (value, change) => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (value === null || typeof value !== 'object' || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapTexts(one, change)]));
};

const collectTexts = (value, into) => {
  mapTexts(value, (text) => {
    into.add(text);
    return text;
  });
};

const likeId = (id) => {
  const prefix = /^[a-z]+_/.exec(id)?.[0] ?? '';
  return (
    prefix +
    randomBytes(id.length)
      .toString('base64url')
      .slice(0, id.length - prefix.length)
  );
};

/** The documents of a person, with their seals open: `{ collection, document, opened: { field → value } }`. */
class Family {
  constructor(digits, identity) {
    this.digits = digits;
    this.names = [identity.conversationId, identity.contactId, digits];
    this.members = [];
    this.texts = new Set();
  }

  takes({ document, opened }) {
    const text = JSON.stringify([document, opened]);
    return this.names.some((name) => text.includes(name));
  }

  add(member) {
    this.members.push(member);
    collectTexts([member.document, member.opened], this.texts);
  }

  /** Texts that stand for this person alone, without those that contain another of them. */
  ownTexts() {
    const ids = this.members.map(({ document }) => document._id);
    const hashes = [...this.texts].filter((text) => hashForm.test(text));
    const own = [...new Set([...ids, ...hashes])];
    return own.filter((text) => !this.names.some((name) => text.includes(name)));
  }
}

/** Copies of the people who are in a data directory, as soon as no other process uses it. */
export class Copies {
  static async open(dataDir) {
    const { parseConfig } = await built('config/parse-config');
    const { prepareStores } = await built('app/prepare-stores');
    const config = parseConfig(productEnv({ port: 0, graphUrl: 'http://127.0.0.1:9', dataDir }));
    const stores = await prepareStores({ config });
    return new Copies(stores, config.tenant.id);
  }

  constructor(stores, tenantId) {
    this.stores = stores;
    this.vault = stores.storage.vault;
    this.db = stores.storage.database.db;
    this.tenantId = tenantId;
    this.pending = new Map();
    this.writing = Promise.resolve();
  }

  keysOf(channelId, digits) {
    const alias = `phone:+${digits}`;
    const hash = (text) => this.vault.pseudonym(this.tenantId, text);
    return { identity: `idn_${hash(`${channelId}|${alias}`)}`, phone: hash(alias) };
  }

  openAll(collection, document) {
    const sealed = Object.entries(document).filter(([, value]) => isSealed(value));
    const opened = sealed.map(([field, value]) => [
      field,
      this.vault.open(this.tenantId, collection, document._id, field, value),
    ]);
    return { collection, document, opened: Object.fromEntries(opened) };
  }

  /** Reads what is stored of these people; throws when one of them is not known. */
  async read(people) {
    const channel = await this.db.collection('channels').findOne({});
    this.channelId = channel._id;
    this.families = await Promise.all(
      people.map(async (n) => {
        const digits = digitsOf(n);
        const _id = this.keysOf(this.channelId, digits).identity;
        const identity = await this.db.collection('identities').findOne({ _id });
        if (identity === null) throw new Error(`nobody has the number ${digits}`);
        return new Family(digits, identity);
      }),
    );
    for (const { name } of await this.db.listCollections().toArray())
      for await (const document of this.db.collection(name).find({ tenantId: this.tenantId })) {
        const families = this.families.filter((one) => JSON.stringify(document).includes(one.names[0]));
        const mayBelong =
          families.length > 0 || name === 'contacts' || name === 'identities' || name === 'inbox';
        if (!mayBelong) continue;
        const member = this.openAll(name, document);
        this.families.find((one) => one.takes(member))?.add(member);
      }
  }

  get documentsPerPerson() {
    return this.families[0].members.length;
  }

  /** Stores person `n` as a copy of one of those read. */
  async add(n) {
    const family = this.families[n % this.families.length];
    const digits = digitsOf(n);
    const [before, after] = [this.keysOf(this.channelId, family.digits), this.keysOf(this.channelId, digits)];
    const renamed = new Map([
      [family.digits, digits],
      ...[...family.names.slice(0, 2), ...family.ownTexts()].map((text) => [text, likeId(text)]),
      [before.identity, after.identity],
      [before.phone, after.phone],
    ]);
    family.form ??= new RegExp(
      [...renamed.keys()].map((text) => text.replace(/[^\w-]/g, '\\$&')).join('|'),
      'g',
    );
    const change = (text) => renamed.get(text) ?? text.replace(family.form, (found) => renamed.get(found));
    for (const { collection, document, opened } of family.members) {
      const copy = mapTexts(document, change);
      for (const [field, value] of Object.entries(opened))
        copy[field] = this.vault.seal(this.tenantId, collection, copy._id, field, mapTexts(value, change));
      const list = this.pending.get(collection) ?? [];
      this.pending.set(collection, list);
      list.push(copy);
    }
    if ([...this.pending.values()].some(({ length }) => length >= documentsPerWrite)) await this.flushSoon();
  }

  /** Writes while the next copies are made, one write at a time. */
  async flushSoon() {
    await this.writing;
    this.writing = this.flush();
    // It is reported to whoever waits for it next.
    this.writing.catch(() => {});
  }

  /** Writes what is still in memory. */
  async flush() {
    const writes = [...this.pending];
    this.pending.clear();
    await Promise.all(
      writes.map(([name, documents]) => this.db.collection(name).insertMany(documents, { ordered: false })),
    );
  }

  async close() {
    await this.writing;
    await this.flush();
    this.stores.databaseClock.stop();
    await this.stores.storage.close();
  }
}
