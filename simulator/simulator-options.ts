import type { Clock } from '../src/shared/clock.ts';
import type { Logger } from '../src/shared/logger.ts';
import type { Scheduler } from './scheduler.ts';

/** Durable small documents (each well under a few megabytes); written in batches, read once at the start. */
export interface SimulatorStore {
  load(): Promise<{ kind: string; id: string; body: unknown }[]>;
  put(kind: string, id: string, body: unknown): Promise<void>;
  remove(kind: string, id: string): Promise<void>;
}

/** A person with a phone in hand. `label` says who they are, e.g. company and role. */
export interface SimulatedContact {
  name: string;
  /** E.164 with `+`. */
  phone: string;
  language: string;
  label: string;
}

/** An approved template with named parameters (`{{contact_name}}`) and quick-reply buttons. */
export interface SimulatedTemplate {
  name: string;
  language: string;
  body: string;
  header: 'none' | 'document';
  /** Titles of the quick replies, in order. */
  buttons: readonly string[];
  footer?: string;
  category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
}

/** Waits between accepting a message and each status, in milliseconds. */
export interface StatusDelays {
  sent: number;
  delivered: number;
  read: number;
}

export interface SimulatorOptions {
  phoneNumberId: string;
  wabaId: string;
  accessToken: string;
  appSecret: string;
  /** The business as people see it on their phones. */
  displayName: string;
  /** As Graph prints it, e.g. `+90 212 000 00 00`. */
  displayPhoneNumber: string;
  /** Where signed updates go. */
  webhookUrl: string;
  contacts: readonly SimulatedContact[];
  templates: readonly SimulatedTemplate[];
  store: SimulatorStore;
  clock: Clock;
  logger: Logger;
  statusDelaysMs?: Partial<StatusDelays>;
  /** Every wait is multiplied by this: 0.01 makes the 5 s between two attempts 50 ms. Default 1. */
  timeScale?: number;
  /** Tests pass one they can step; the default uses the process's timers. */
  scheduler?: Scheduler;
  /** Address of the Graph router as the product sees it; when given, inbound media carry a `url`, as Meta's do. */
  graphUrl?: string;
  /** How long the product may take to answer a webhook, in milliseconds (times `timeScale`). Default 10 000. */
  webhookTimeoutMs?: number;
  /** Folder with the page's HTML, CSS and JavaScript; default: `page/` beside this module. */
  pageFolder?: string;
}
