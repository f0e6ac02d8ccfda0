import { newConversationState } from '../../src/conversations/conversation-state.ts';
import type { ClaimedConversation, StepCommit } from '../../src/step/claimed-conversation.ts';
import type { CommittedStep } from '../../src/step/settlements.ts';
import { nothingOwed, type StepOutput } from '../../src/step/step-output.ts';
import type { StepRecord } from '../../src/transcripts/transcript-records.ts';
import { startOfTests, tenantA } from './builders-api.ts';

/** What a step reads, commits and leaves to be settled, with what a test cares about replaced. */

export const aStepRecord = (changes: Partial<StepRecord> = {}): StepRecord => ({
  rev: 1,
  at: startOfTests.toISOString(),
  inputs: [],
  states: {},
  effects: [],
  machineVersions: {},
  ...changes,
});

export const anOutput = (changes: Partial<StepOutput> = {}): StepOutput => ({
  ...nothingOwed(),
  conversationId: 'cnv_1',
  rev: 1,
  inbound: [],
  step: aStepRecord({ rev: changes.rev ?? 1 }),
  ...changes,
});

export const aClaimed = (changes: Partial<ClaimedConversation> = {}): ClaimedConversation => ({
  conversationId: 'cnv_1',
  tenantId: tenantA,
  channelId: 'chn_1',
  contactId: 'ct_1',
  rev: 0,
  attempts: 1,
  leaseToken: 1,
  state: newConversationState('tr'),
  applied: [],
  relays: [],
  pendingSince: null,
  windowExpiresAt: null,
  lastMessageAt: null,
  paceUntil: null,
  address: { phone: '+905321112233', userId: null },
  ...changes,
});

/** A step on top of `doc` that applied these inputs and owes `output`. */
export const aCommitOn = (
  doc: ClaimedConversation,
  { inputIds, output }: { inputIds: readonly string[]; output: StepOutput },
): StepCommit => ({
  conversationId: doc.conversationId,
  contactId: doc.contactId,
  rev: doc.rev,
  leaseToken: doc.leaseToken,
  stepId: `${doc.conversationId}:${doc.rev + 1}:${doc.leaseToken}`,
  state: { ...doc.state, promptNumber: doc.state.promptNumber + 1 },
  applied: [...doc.applied, ...inputIds],
  relays: [...doc.relays, output],
  pendingSince: doc.pendingSince ?? startOfTests,
  nextTimerAt: null,
  windowExpiresAt: startOfTests,
  lastMessageAt: startOfTests,
  paceUntil: null,
  address: doc.address,
  openRequestIds: [],
  customerRefs: [],
  contactRef: null,
});

export const aCommittedStep = (changes: Partial<CommittedStep> = {}): CommittedStep => ({
  tenantId: tenantA,
  conversationId: 'cnv_1',
  rev: 1,
  leaseToken: 1,
  outputs: [anOutput()],
  inputIds: ['in_1'],
  stored: null,
  ...changes,
});
