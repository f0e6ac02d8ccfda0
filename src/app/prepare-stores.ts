import { Directory } from '../channels/directory.ts';
import type { Config, WhatsAppCredentials } from '../config/config.ts';
import type { Clock } from '../shared/clock.ts';
import { DatabaseClock } from '../storage/database-clock.ts';
import type { OwnDays } from '../timers/business-calendar.ts';
import { quietHoursOf } from '../timers/quiet-hours.ts';
import { demoOwnerId } from '../staff/first-owner.ts';
import type { DemoLink } from '../staff/sign-in-links.ts';
import type { TenantId } from '../shared/ids.ts';
import {
  derivedSecret,
  bootstrap,
  simulatedNumberId,
  simulatorCredentials,
  type FirstSecrets,
} from './bootstrap.ts';
import { ConfigInvalid } from '../config/parse-config.ts';
import { TemplateBook } from '../templates/account/template-book.ts';
import { Tally } from '../shared/tally.ts';
import { AgreementShelf } from '../customers/agreement-shelf.ts';
import { UnitShelf } from '../units/unit-shelf.ts';
import { makeRepositories, type Repositories } from './make-repositories.ts';
import { openData } from './open-data.ts';
import type { Storage } from './open-storage.ts';

/** How long a process says what it knows while another may have brought other words, or units, into use. */
const wordsFreshForMs = 30_000;

/** What everything else stands on: a database with its indexes and first records, and what is read from it. */
export interface Stores {
  secretsKey: Buffer;
  storage: Storage;
  databaseClock: DatabaseClock;
  clock: Clock;
  repositories: Repositories;
  credentials: WhatsAppCredentials;
  directory: Directory;
  templateBook: TemplateBook;
  units: UnitShelf;
  agreements: AgreementShelf;
  firstSecrets: FirstSecrets;
  demoLink: DemoLink | null;
}

/** Data a real number has used is of real people: the open simulator would show it to anybody (ADR 0032). */
const requireNoRealData = async (
  { simulator, simulatorAllow }: Config,
  { channels }: Pick<Repositories, 'channels'>,
): Promise<void> => {
  if (!simulator || simulatorAllow.includes('real-data')) return;
  if ((await channels.findReal(simulatedNumberId)) === null) return;
  throw new ConfigInvalid([
    'SIMULATOR: on for a database that a real number has used; give the WHATSAPP_ credentials, use another database, ' +
      'or allow it by SIMULATOR_ALLOW=real-data',
  ]);
};

/** Made-up people on a stand-in for the platform: there is nothing to protect, and the link is the same at every start. */
const demoLinkOf = ({ simulator, demoData, tenant }: Config, secretsKey: Buffer): DemoLink | null =>
  simulator && demoData
    ? {
        tenantId: tenant.id as TenantId,
        staffId: demoOwnerId(tenant.id),
        token: derivedSecret(secretsKey, 'demo-link').toString('base64url'),
      }
    : null;

export const prepareStores = async ({
  config,
  clock: givenClock,
  databaseName,
}: {
  config: Config;
  clock?: Clock;
  databaseName?: string;
}): Promise<Stores> => {
  const { secretsKey, storage, settled } = await openData(config, databaseName);
  const databaseClock = new DatabaseClock(storage.database);
  await databaseClock.start();
  const clock = givenClock ?? databaseClock;
  // The directory reads what the repositories hold, and one of them asks it for a language.
  const directoryOf: { current: Directory | null } = { current: null };
  const repositories = makeRepositories(storage, {
    clock,
    tally: new Tally(),
    languageOf: (tenantId) => (directoryOf.current as Directory).languageOf(tenantId),
  });
  await storage.models.createIndexes();
  try {
    await requireNoRealData(config, repositories);
  } catch (error) {
    // Refused, and nothing of ours is left running.
    databaseClock.stop();
    await storage.close();
    throw error;
  }
  const credentials = config.simulator
    ? simulatorCredentials(config, secretsKey)
    : (config.whatsapp.credentials as WhatsAppCredentials); // the configuration demands them without a simulator
  const demoLink = demoLinkOf(config, secretsKey);
  const firstSecrets = await bootstrap({
    ...{ config, storage, repositories, credentials, secretsKey, demoLink, clock },
  });
  await settled();
  const { wordings, templates } = repositories;
  const templateBook = new TemplateBook({ wordings, templates, clock, refreshMs: wordsFreshForMs });
  const directory = new Directory({
    ownWordingsOf: (tenantId) => templateBook.ownWordingsOf(tenantId),
    standingsOf: config.tenant.languageFallback ? (tenantId) => templateBook.standingsOf(tenantId) : null,
    ownDaysOf: (tenantId) => ownDaysOf(repositories, tenantId, clock.now()),
    tenants: repositories.tenants,
    channels: repositories.channels,
    quietHours: quietHoursOf(config.tenant.quietHours),
    privacy: { url: config.tenant.privacyUrl, version: config.tenant.privacyNoticeVersion },
    keepsUnrecognised: config.tenant.keepsUnrecognised,
    tenantIds: [config.tenant.id],
  });
  directoryOf.current = directory;
  const held = { secretsKey, storage, databaseClock, clock, repositories, credentials };
  const units = new UnitShelf({ units: repositories.units, clock, refreshMs: wordsFreshForMs });
  const { agreements: filed } = repositories;
  const agreements = new AgreementShelf({ agreements: filed, clock, refreshMs: wordsFreshForMs });
  return { ...held, directory, templateBook, units, agreements, firstSecrets, demoLink };
};

const day = 24 * 60 * 60_000;

/** Those that a term can begin or end on: nothing runs longer than a year. */
const ownDaysOf = async ({ ownDays }: Repositories, tenantId: string, now: Date): Promise<OwnDays> => {
  const dateOf = (days: number): string => new Date(now.getTime() + days * day).toISOString().slice(0, 10);
  const own = await ownDays.list(tenantId, dateOf(-60), dateOf(500));
  return new Map(own.map(({ date, kind }) => [date, kind]));
};
