import { choices, choicesOf, promptOf } from '../shared/prompt.ts';
import type { Prompt } from '../shared/prompt.ts';
import { outcomes, rejectionReasons } from './approval.context.ts';
import type { ApprovalContext } from './approval.context.ts';
import type { ApprovalEvent } from './approval.events.ts';
import type { ApprovalPromptKey } from './approval.prompt-keys.ts';

const prompt = promptOf<ApprovalPromptKey>();
type From = (args: { context: ApprovalContext }) => Prompt;
type FromEvent = (args: { context: ApprovalContext; event: ApprovalEvent }) => Prompt;

/** Prompts both variants have, under their own name each. */
type CommonKey<File extends string = 'approval'> =
  Extract<ApprovalPromptKey, `${File}.${string}`> extends infer Key
    ? Key extends `${File}.${infer Name}`
      ? `invoice.${Name}` extends ApprovalPromptKey
        ? Name
        : never
      : never
    : never;

const own = (context: ApprovalContext, name: CommonKey): ApprovalPromptKey =>
  context.variant === 'invoice' ? `invoice.${name}` : `approval.${name}`;

/** Prompts that ask for the answer itself: the third button asks a question, or a person where it is an invoice. */
const answers = (context: ApprovalContext) =>
  choices('approved', 'rejected', context.variant === 'invoice' ? 'askedForHuman' : 'askedQuestion');

const question =
  (name: CommonKey, messageClass: Prompt['class']): From =>
  ({ context }) =>
    prompt(own(context, name), { class: messageClass, choices: answers(context) });

const asks =
  (messageClass: Prompt['class']): From =>
  ({ context }) =>
    prompt(context.fourEyes === 'second' ? 'approval.requestSecond' : own(context, 'request'), {
      class: messageClass,
      choices: answers(context),
    });

/** Asks for the answer; to the second of two people in words of their own. No answer is no approval (domain 7, 7.6). */
export const request = asks('decision');
/** The same, as an answer in the chat: the person came back to it, or staff has answered a question. */
export const requestAgain = asks('reply');
/** Nothing was answered yet (domain 7.3, 7.6). */
export const reminder = question('reminder', 'notify');
/** A "yes" that does not say to what binds nobody: shall it be recorded as an approval (domain 9.1 rule 6)? */
export const confirmSoft = question('confirmSoft', 'reply');
/** Words that may be a "no": shall it be one? Only the button says so (ADR 0040). */
export const confirmNo = question('confirmNo', 'reply');
/** What was written is no answer; the buttons again. */
export const help = question('help', 'reply');
/** The question once more where nothing was misunderstood: after voice, a greeting, a step back. */
export const questionAgain: From = ({ context }) =>
  prompt(own(context, 'help'), { class: 'reply', values: { missed: 'nothing' }, choices: answers(context) });
/** Later, then: nothing is recorded, the term stands (domain 9.1 rule 4). */
export const deferred = question('deferred', 'reply');

/** What a "yes" would record, with its values; only the tap on this very text counts (domain 7.6, R7). */
export const recap: From = ({ context }) =>
  prompt(own(context, 'recap'), {
    class: 'decision',
    choices: choices('confirmed', 'wentBack'),
    recap: true,
  });

const reasonChoices = ({ variant }: ApprovalContext) => [
  ...choicesOf('choseReason', rejectionReasons[variant]),
  ...choices('skipped'),
];

/** Why not? May be skipped: the "no" stands without it (domain 7.3, 7.6). */
export const askReason: From = ({ context }) =>
  prompt(own(context, 'askReason'), { class: 'reply', choices: reasonChoices(context) });

/** What a "no" would record, with its reason; only the confirmation of this very text counts (domain 7.3, 7.6, ADR 0017). */
export const rejectionRecap: From = ({ context }) =>
  prompt(context.variant === 'invoice' ? 'invoice.objectionRecap' : 'approval.rejectionRecap', {
    class: 'decision',
    ...(context.reason === null ? {} : { values: { reason: context.reason } }),
    choices: choices('confirmed', 'wentBack'),
    recap: true,
  });

/** An objection to an invoice for another reason is kept in the words of the customer (domain 7.3). */
export const askReasonText = prompt('invoice.askReasonText', { class: 'reply' });
/** The person has a question: it goes to staff in their own words (domain 7.6). */
export const askQuestionText = prompt('approval.askQuestionText', { class: 'reply' });
/** The question is with staff, the request stays open (domain 7.6). */
export const questionForwarded = prompt('approval.questionForwarded', { class: 'reply' });

const told =
  (name: CommonKey, messageClass: Prompt['class'] = 'reply'): From =>
  ({ context }) =>
    prompt(own(context, name), { class: messageClass });

/** Thanks; another person is authorised in our records (domain 3.2, 9.3, `not_authorised`). */
export const forwarded = told('forwarded');
/** Time is over, and nothing is treated as approved (domain 9.3, `expired`). */
export const expired = told('expired', 'notify');
/** We withdrew it; there is nothing to answer any more (domain 7). */
export const withdrawn = told('withdrawn', 'notify');
/** A newer version was sent; that one is to be answered (domain 3.3). */
export const superseded = told('superseded', 'notify');

/** With the button that undoes a mistake. */
export const recordedApproved: From = ({ context }) =>
  prompt(own(context, 'recordedApproved'), { class: 'reply', choices: choices('corrected') });

const rejection =
  (offers: (context: ApprovalContext) => Prompt['choices']): From =>
  ({ context }) => {
    const offered = offers(context) ?? [];
    return prompt(context.variant === 'invoice' ? 'invoice.recordedObjected' : 'approval.recordedRejected', {
      class: 'reply',
      ...(context.reason === null ? {} : { values: { reason: context.reason } }),
      ...(offered.length === 0 ? {} : { choices: offered }),
    });
  };
/** The first of two people cannot turn a "no" into a "yes": nobody would ask the second one any more. */
export const recordedRejected = rejection(({ fourEyes }) =>
  fourEyes === 'first' ? [] : choices('corrected'),
);
/** The first "yes" is on record; it may be taken back while the second person has not answered. */
export const waitingForSecond = prompt('approval.waitingForSecond', {
  class: 'reply',
  choices: choices('rejected'),
});

/** The standing outcome that came from another person, or from staff. */
const withOutcome =
  (key: ApprovalPromptKey): FromEvent =>
  ({ event }) =>
    prompt(key, { class: 'notify', values: { outcome: 'outcome' in event ? event.outcome : 'closed' } });
/** Somebody else ended the request before this answer arrived (ADR 0017). */
export const lateDecision = withOutcome('approval.lateDecision');
/** Staff ended it after a talk; never as an approval (domain 3.6). */
export const settled = withOutcome('approval.settled');

/** What ended the request elsewhere, in the words the person would have got here. */
export const decidedElsewhere: FromEvent = ({ context, event }) => {
  const outcome = 'outcome' in event ? event.outcome : 'closed';
  if (outcome === outcomes[context.variant].expired) return expired({ context });
  if (outcome === outcomes[context.variant].withdrawn) return withdrawn({ context });
  if (outcome === 'superseded') return superseded({ context });
  const key = context.hasApproved ? 'approval.secondDecided' : 'approval.decidedElsewhere';
  return withOutcome(key)({ context, event });
};

/** Says what is recorded now; `offers`: with the button that undoes it. */
const standing =
  (key: ApprovalPromptKey, result: 'approved' | 'rejected', offers: Prompt['choices'] = []): From =>
  ({ context }) =>
    prompt(key, {
      class: 'reply',
      values: { outcome: result === 'approved' ? 'approved' : outcomes[context.variant].rejected },
      ...(offers.length === 0 ? {} : { choices: offers }),
    });
/** The "yes" stands; a button turns it into a "no" while there is time (ADR 0017). */
export const offerAfterApproval = standing('approval.correctionOffer', 'approved', choices('corrected'));
/** The "no" stands; a button turns it into a "yes" while there is time (ADR 0017). */
export const offerAfterRejection = standing('approval.correctionOffer', 'rejected', choices('corrected'));
/** Nothing was changed: the "yes" stands (ADR 0017). */
export const keptApproval = standing('approval.correctionKept', 'approved');
/** Nothing was changed: the "no" stands (ADR 0017). */
export const keptRejection = standing('approval.correctionKept', 'rejected');
/** The term or the price is over: a "no" stays one (ADR 0017). */
export const correctionTooLate = standing('approval.correctionTooLate', 'rejected');
/** A correction needs the same rights as the answer it replaces; without them that answer stands (ADR 0017). */
export const correctionNotAllowed = {
  approved: standing('approval.correctionNotAllowed', 'approved'),
  rejected: standing('approval.correctionNotAllowed', 'rejected'),
};

const correcting =
  (key: ApprovalPromptKey, result: 'approved' | 'rejected'): From =>
  ({ context }) => ({
    ...standing(key, result, choices('confirmed', 'wentBack'))({ context }),
    class: 'decision',
    recap: true,
  });
/** The recap of a correction: what would be recorded in place of the "no" (ADR 0017). */
export const correctingToApproval = correcting('approval.correctingToApproval', 'approved');
/** The recap of a correction: what would be recorded in place of the "yes" (ADR 0017). */
export const correctingToRejection = correcting('approval.correctingToRejection', 'rejected');

/** The "yes" took the place of the "no"; both are on record (ADR 0017). */
export const corrected = standing('approval.corrected', 'approved');
/** The "no" took the place of the "yes", and may be explained (ADR 0017). */
export const correctedAskReason: From = ({ context }) =>
  standing('approval.correctedAskReason', 'rejected', reasonChoices(context))({ context });
/** The reason was added to a "no" that stands. */
export const reasonRecorded = prompt('approval.reasonRecorded', { class: 'reply' });
