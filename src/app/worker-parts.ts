import type { AddressPolicy } from '../callbacks/address-policy.ts';
import type { QueueCallbacks } from '../callbacks/queue-callbacks.ts';
import type { AgreementShelf } from '../customers/agreement-shelf.ts';
import type { Directory } from '../channels/directory.ts';
import type { Config } from '../config/config.ts';
import type { EstimatePlan } from '../delivery/estimate-plan.ts';
import type { DailyReach } from '../delivery/daily-reach.ts';
import type { HeldTemplates } from '../delivery/held-templates.ts';
import type { PortfolioLimitParts, PortfolioLimits } from '../delivery/portfolio-limits.ts';
import type { ClassifyPlatformError, MediaUploader, MessageSender } from '../delivery/message-sender.ts';
import type { FileCheckParts } from '../files/file-check.ts';
import type { ScannerVersion } from '../files/make-clamd-scanner.ts';
import type { MediaFetcher } from '../files/media-fetcher.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';
import type { OutsideProposer } from '../outside/outside-proposer.ts';
import type { BudgetHolds } from '../pricing/budget-holds.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { AccountFollower } from '../templates/account/follow-accounts.ts';
import type { TemplateBook } from '../templates/account/template-book.ts';
import type { RuleBook } from '../triggers/rules/rule-book.ts';
import type { Shadows } from '../triggers/rules/shadows.ts';
import type { UnitShelf } from '../units/unit-shelf.ts';
import type { Lookups } from './lookups.ts';
import type { Repositories } from './make-repositories.ts';

/** What the workers of a process are made of. */
export interface WorkerParts {
  config: Config;
  repositories: Repositories;
  directory: Directory;
  units: UnitShelf;
  agreements: AgreementShelf;
  lookups: Lookups;
  sender: MessageSender;
  uploader: MediaUploader;
  classify: ClassifyPlatformError;
  callbackPolicy: AddressPolicy;
  /** How files are checked, shared with the upload page. */
  fileCheck: FileCheckParts;
  fetcher: MediaFetcher;
  /** Null: no scanner, or it does not answer. */
  scannerVersion(): Promise<ScannerVersion | null>;
  /** Upload links are made from it. */
  uploadSecret: Buffer;
  /** Addresses of letters are made from it. */
  letterSecret: Buffer;
  submitInput: SubmitInput;
  /** Shared with the API, so that what is published here counts here at once. */
  ruleBook: RuleBook;
  /** Shared for the same reason. */
  shadows: Shadows;
  /** How many people the platform says a number's portfolio may write to in a day. */
  readLimit: PortfolioLimitParts['readLimit'];
  templates: AccountFollower;
  /** What the platform refused to this process; shared with those who learn that it is over. */
  heldTemplates: HeldTemplates;
  templateBook: TemplateBook;
  clock: Clock;
  logger: Logger;
}

/** The same, with what the workers of one process share among themselves. */
export interface SharedParts extends WorkerParts {
  /** Names this process in leases. */
  owner: string;
  queueCallbacks: QueueCallbacks;
  outside: OutsideProposer;
  /** Whose budget is used up. */
  budgets: BudgetHolds;
  /** What a planned message would cost, by what this process knows. */
  estimate: EstimatePlan;
  /** Whom templates were sent to within a day. */
  reach: DailyReach;
  limits: PortfolioLimits;
  /** Something is there for a loop that sleeps. */
  wake: { callbacks(): void; files(): void };
  /** Entries of other processes are taken over when they wait longer than this, in milliseconds. */
  takeOverAfterMs: number;
}
