import { inboundFaults, outboundFaults, unansweredSteps } from '../support/history-checker.ts';
import { runKillCampaign, type CampaignResult } from '../support/kill-campaign.ts';
import { endProcesses } from '../support/process.ts';

describe('a process killed at random moments under load', () => {
  let result: CampaignResult;
  beforeAll(async () => {
    result = await runKillCampaign({ processes: 1, forMs: 14_000, people: 40, everyMs: 700, calmMs: 1_200 });
  }, 75_000);
  afterAll(endProcesses);

  it('acknowledges enough to prove something: kills and hundreds of stored messages', () => {
    const acknowledged = result.history.filter(({ tries }) => tries.includes('ok'));

    expect(result.kills).toBeGreaterThanOrEqual(2);
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(result.events.length).toBeGreaterThan(5);
  });

  it('applies what it acknowledged: each message exactly once, each person in one conversation', () => {
    expect(inboundFaults(result.history, result.recorded)).toEqual([]);
    expect(unansweredSteps(result.recorded)).toEqual([]);
  });

  it('sends what it decided: every attempt at most once, a second copy only after an unknown outcome', () => {
    const limits = { maxCopies: 4, unknownOutcomes: result.unknownOutcomes };

    expect(outboundFaults(result.recorded, result.graph.messages, limits)).toEqual([]);
  });

  it('processes every accepted event: one request each', () => {
    const open = result.events.filter(
      ({ status, requestIds }) => status !== 'processed' || requestIds.length !== 1,
    );

    expect(open).toEqual([]);
  });
});
