import { Directory } from '../channels/directory.ts';
import type { Config, WhatsAppCredentials } from '../config/config.ts';
import type { Clock } from '../shared/clock.ts';
import { DatabaseClock } from '../storage/database-clock.ts';
import { quietHoursOf } from '../timers/quiet-hours.ts';
import { bootstrap, simulatedNumberId, simulatorCredentials, type FirstSecrets } from './bootstrap.ts';
import { ConfigInvalid } from '../config/parse-config.ts';
import { TemplateBook } from '../templates/account/template-book.ts';
import { Tally } from '../shared/tally.ts';
import { makeRepositories, type Repositories } from './make-repositories.ts';
import { openData } from './open-data.ts';
import type { Storage } from './open-storage.ts';

/** How long a process says what it knows while another may have brought other words into use. */
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
  firstSecrets: FirstSecrets;
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
  const firstSecrets = await bootstrap({ config, storage, repositories, credentials, secretsKey, clock });
  await settled();
  const { wordings, templates } = repositories;
  const templateBook = new TemplateBook({ wordings, templates, clock, refreshMs: wordsFreshForMs });
  const directory = new Directory({
    ownWordingsOf: (tenantId) => templateBook.ownWordingsOf(tenantId),
    tenants: repositories.tenants,
    channels: repositories.channels,
    quietHours: quietHoursOf(config.tenant.quietHours),
    privacy: { url: config.tenant.privacyUrl, version: config.tenant.privacyNoticeVersion },
    keepsUnrecognised: config.tenant.keepsUnrecognised,
    tenantIds: [config.tenant.id],
  });
  directoryOf.current = directory;
  const held = { secretsKey, storage, databaseClock, clock, repositories, credentials };
  return { ...held, directory, templateBook, firstSecrets };
};
