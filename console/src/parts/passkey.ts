import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { ApiProblem } from '../api/problem.ts';

/** What browsers say, by the name of their error: put away or too slow, there already, not for this address. */
const codes: Readonly<Record<string, string>> = {
  InvalidStateError: 'passkey_there',
  SecurityError: 'passkey_not_here',
};

const asProblem = (error: unknown): ApiProblem => {
  const name = error instanceof Error ? error.name : '';
  return new ApiProblem({ status: 0, code: codes[name] ?? 'passkey_not_used' });
};

/** The device makes a passkey. Throws an `ApiProblem`. */
export const makePasskey = async (optionsJSON: PublicKeyCredentialCreationOptionsJSON) => {
  const { startRegistration } = await import('@simplewebauthn/browser');
  try {
    return await startRegistration({ optionsJSON });
  } catch (error) {
    throw asProblem(error);
  }
};

/** The person uses a passkey of theirs. Throws an `ApiProblem`. */
export const answerByPasskey = async (optionsJSON: PublicKeyCredentialRequestOptionsJSON) => {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  try {
    return await startAuthentication({ optionsJSON });
  } catch (error) {
    throw asProblem(error);
  }
};
