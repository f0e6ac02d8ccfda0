import { inboundFaults, outboundFaults, unansweredSteps } from '../support/history-checker.ts';
import { isStaffEvent } from '../support/kill-business.ts';
import { runKillCampaign, type CampaignResult } from '../support/kill-campaign.ts';
import { consentFaults, fileFaults } from '../support/kill-records.ts';
import { endProcesses } from '../support/process.ts';

describe('two processes on one database, one of them killed again and again under load', () => {
  let result: CampaignResult;
  beforeAll(async () => {
    result = await runKillCampaign({
      processes: 2,
      forMs: 15_000,
      people: 30,
      everyMs: 900,
      calmMs: 1_500,
    });
  }, 400_000);
  afterAll(endProcesses);

  it('acknowledges enough to prove something: kills and many stored messages', () => {
    const acknowledged = result.history.filter(({ tries }) => tries.includes('ok'));

    expect(result.kills).toBeGreaterThanOrEqual(2);
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(result.events.length).toBeGreaterThan(5);
  });

  it('applies what either acknowledged: each message exactly once, each person in one conversation', () => {
    expect(inboundFaults(result.history, result.recorded)).toEqual([]);
    expect(unansweredSteps(result.recorded)).toEqual([]);
  });

  it('sends what either decided: every attempt at most once, a second copy only after an unknown outcome', () => {
    const limits = { maxCopies: 4, unknownOutcomes: result.unknownOutcomes };

    expect(outboundFaults(result.recorded, result.graph.messages, limits)).toEqual([]);
  });

  it('processes every accepted event: one request each, or one task', () => {
    const open = result.events.filter(
      ({ eventId, status, requestIds }) =>
        status !== 'processed' || requestIds.length !== (isStaffEvent(eventId) ? 0 : 1),
    );
    const requestIds = result.events.flatMap((event) => event.requestIds);
    const tasks = result.kept.tasks.filter(({ reason }) => reason === 'account_deviation');

    expect(open).toEqual([]);
    expect(new Set(requestIds).size).toBe(requestIds.length);
    // The last event may have been stored and not answered for.
    const reported = result.events.filter(({ eventId }) => isStaffEvent(eventId)).length;
    expect([reported, reported + 1]).toContain(tasks.length);
  });

  it('checks every file of a message it applied, tells its conversation once and keeps no other content', () => {
    expect(fileFaults(result.history, result.recorded, result.kept)).toEqual([]);
    expect(result.kept.files.length).toBeGreaterThan(0);
  });

  it('keeps one consent record for each word that stops or resumes messages', () => {
    expect(consentFaults(result.history, result.recorded, result.kept)).toEqual([]);
    expect(result.kept.consents.length).toBeGreaterThan(result.kept.files.length);
  });

  it('calls the business system again only where a process died meanwhile', () => {
    expect(result.callbacks.unexplained).toEqual([]);
    expect(result.callbacks.count).toBeGreaterThan(0);
  });
});
