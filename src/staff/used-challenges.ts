import type { Credentials, UsedChallenge } from './staff-account.ts';

/** What an account keeps once this one was taken; what is over needs no keeping. Null: it was taken before. */
export const withUsed = (
  { usedChallenges = [] }: Credentials,
  used: UsedChallenge,
  now: Date,
): readonly UsedChallenge[] | null => {
  if (usedChallenges.some(({ id }) => id === used.id)) return null;
  return [...usedChallenges.filter(({ until }) => until > now), used];
};
