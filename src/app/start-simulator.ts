import express, { type Router } from 'express';
import { makeSimulator, type Simulator } from '../../simulator/simulator.ts';
import type { Config } from '../config/config.ts';
import type { Logger } from '../shared/logger.ts';
import { templateDefinitions } from '../templates/template-definitions.ts';
import { knownHosts } from '../http/known-hosts.ts';
import { demoPeople } from './load-demo.ts';
import type { Stores } from './prepare-stores.ts';

/** The stand-in for WhatsApp, in this process and on its port. */
export const startSimulator = (
  { config, logger, port }: { config: Config; logger: Logger; port: number },
  { credentials, repositories, clock }: Stores,
): Promise<Simulator> => {
  const origin = `http://127.0.0.1:${port}`;
  return makeSimulator({
    phoneNumberId: credentials.phoneNumberId,
    wabaId: credentials.wabaId,
    accessToken: credentials.accessToken,
    appSecret: credentials.appSecrets[0] ?? '',
    displayName: config.tenant.name,
    displayPhoneNumber: '+90 212 000 00 00',
    webhookUrl: `${origin}/webhooks/whatsapp`,
    graphUrl: `${origin}/simulator/graph`,
    contacts: demoPeople(),
    templates: templateDefinitions().map(({ name, language, body, header, buttons }) => ({
      name,
      language,
      body,
      header: header ?? 'none',
      buttons,
    })),
    store: repositories.simulator,
    clock,
    logger,
  });
};

/** Where its two halves answer. */
export const mountSimulator = ({ graph, page }: Simulator, publicUrl: string): Router[] => {
  const router = express.Router();
  router.use('/simulator', knownHosts(publicUrl));
  router.use('/simulator/graph', graph);
  router.use('/simulator', page);
  return [router];
};
