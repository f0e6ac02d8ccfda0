import type { EstimatePlan } from '../delivery/estimate-plan.ts';
import type { LanguageFallback } from '../channels/tenant-settings.ts';
import type { QuietHours } from '../timers/quiet-hours.ts';
import type { FoldInput, ViewDialog } from '../conversations/conversation-state.ts';
import type { OwnWordings } from '../vocabulary/own-wording.ts';
import type { RenderPrompt } from './step-render.ts';

/** Everything a step needs, looked up before; computing is pure: the same arguments give the same commit. */
export interface StepContext {
  fold: FoldInput;
  view: ViewDialog;
  render: RenderPrompt;
  company: { name: string; workingHours: string; privacyUrl: string };
  timeZone: string;
  quietHours: QuietHours;
  pace: { intervalMs: number; burst: number };
  /** The budget is used up until then: what may wait is held. Null: there is money, or no budget. */
  unpaidUntil: Date | null;
  /** Address of a new one-time upload link and the hash of its token; the same `n` gives the same link. */
  uploadLink(requestId: string, n: number): { url: string; tokenHash: string };
  /** How long a message is worth sending when nothing says otherwise. */
  replyValidityMs: number;
  /** Texts that were not understood are kept for people to label. */
  keepsUnrecognised: boolean;
  /** What a planned message would cost; left out: nothing is estimated. */
  estimate?: EstimatePlan;
  /** The tenant's own words for templates; left out: none. */
  ownWordings?: OwnWordings;
  /** What a template may be said in that is out of use in the person's language; left out: in nothing else. */
  languageFallback?: LanguageFallback;
  /** The platform refused to send it, as this process learnt; left out: nothing is known. */
  isTemplateHeld?(template: { name: string; language: string }): boolean;
}
