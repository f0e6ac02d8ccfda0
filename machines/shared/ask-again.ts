/** Replies that do not move a question: it is asked again. */
export const askAgain = <Target extends string>(target: Target) => {
  const again = { target, reenter: true } as const;
  return {
    'customer.softlyAgreed': again,
    'customer.deferred': again,
    'customer.repliedUnclearly': again,
    'customer.unrecognised': again,
    'customer.sentMedia': again,
    'system.askedAgain': again,
  };
};
