import type { MachineEvent } from '../../machines/registry.ts';
import type { Reading } from '../reading/reading.ts';

export const approves = ({ meaning }: Pick<Reading, 'meaning'>): boolean =>
  meaning === 'approve.strong' || meaning === 'approve.clear' || meaning === 'approve.soft';

/** «ret» arrives as the keyword that stops messages; the routing lets it through only as a refusal. */
export const refuses = ({ meaning }: Pick<Reading, 'meaning'>): boolean =>
  meaning === 'reject' || meaning === 'stoppedNotices' || meaning === 'stoppedUnclearly';

/** Words that answer nothing: the question is asked again, in the way that fits them. */
export const otherWords = ({ meaning }: Pick<Reading, 'meaning'>): MachineEvent => {
  switch (meaning) {
    case 'unknown':
      return { type: 'customer.unrecognised' };
    case 'defer':
      return { type: 'customer.deferred' };
    case 'resend':
      return { type: 'system.askedAgain' };
    case 'greet':
    case 'ack':
      // Nothing was misunderstood: the question once more, as after a voice message.
      return { type: 'customer.sentMedia' };
    case 'go_back':
      return { type: 'customer.wentBack' };
    default:
      return approves({ meaning })
        ? { type: 'customer.softlyAgreed' }
        : { type: 'customer.repliedUnclearly' };
  }
};
