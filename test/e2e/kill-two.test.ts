import { inboundFaults, outboundFaults, unansweredSteps } from '../support/history-checker.ts';
import { runKillCampaign, type CampaignResult } from '../support/kill-campaign.ts';
import { endProcesses } from '../support/process.ts';

describe('two processes on one database, one of them killed again and again under load', () => {
  let result: CampaignResult;
  beforeAll(async () => {
    result = await runKillCampaign({
      processes: 2,
      forMs: 12_000,
      people: 30,
      everyMs: 800,
      calmMs: 1_200,
    });
  }, 75_000);
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

  it('processes every accepted event: one request each', () => {
    const open = result.events.filter(
      ({ status, requestIds }) => status !== 'processed' || requestIds.length !== 1,
    );

    expect(open).toEqual([]);
  });
});
