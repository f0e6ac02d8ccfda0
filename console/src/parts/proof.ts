import { ApiProblem } from '../api/problem.ts';

type Ask = (proved: (isProved: boolean) => void) => void;

let ask: Ask | null = null;

/** The dialog that asks, while it is there. */
export const askForProof = (one: Ask | null): void => {
  ask = one;
};

/**
 * Something sensitive: when the API wants to know once more who this is, the person is asked, and the call goes out again. Who does
 * not want to gets the refusal.
 */
export const proved = async <Answer>(send: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await send();
  } catch (problem) {
    const asked = ask;
    if (!(problem instanceof ApiProblem) || problem.code !== 'proof_needed' || asked === null) throw problem;
    if (!(await new Promise<boolean>(asked))) throw problem;
    return await send();
  }
};
