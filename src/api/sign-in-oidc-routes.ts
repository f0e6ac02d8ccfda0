import { z } from 'zod';
import { AppError, NotFound } from '../shared/errors.ts';
import { questionLifeMs, type OidcEntered, type OidcSignIn } from '../staff/oidc-sign-in.ts';
import { defineRoute, type AnyRoute, type RouteAnswer } from './define-route.ts';
import { sessionCookie } from './session-cookie.ts';

export interface SignInOidcParts {
  /** Null: there is none. */
  oidcSignIn: Pick<OidcSignIn, 'begin' | 'end'> | null;
  consoleUrl: string;
}

/** Where a page begins to sign in at the firm's own provider. */
export const oidcPath = '/v1/sign-in/oidc';
export const oidcCallbackPath = `${oidcPath}/callback`;

const tag = 'Signing in';
const cookieName = '__Host-mutabik-oidc';
/** `Lax`: the provider sends the browser back, and it is to bring it along. */
const cookieOf = (value: string, seconds: number): string =>
  `${cookieName}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; Secure; SameSite=Lax`;
const noCookie = cookieOf('', 0);

/** What the page of signing in is told; more would say who has an account. */
const problemOf = ({ code }: AppError): 'refused' | 'slowed' | 'unavailable' =>
  code === 'wrong_credentials' ? 'refused' : code === 'rate_limited' ? 'slowed' : 'unavailable';

/** Pages of the console alone: nothing that a browser brings decides where it is sent. */
const pageAfter = (entered: OidcEntered): string =>
  ({
    done: '/',
    'set-up': '/set-up',
    'second-factor': `/sign-in?factors=${entered.next === 'second-factor' ? entered.methods.join('.') : ''}`,
  })[entered.next];

const away = { description: 'To the provider, or to a page of the console', schema: null };

/** Signing in at the firm's own provider. What goes wrong is told on the page of signing in, where a person sees it. */
export const signInOidcRoutes = ({ oidcSignIn, consoleUrl }: SignInOidcParts): readonly AnyRoute[] => {
  const sent = (address: string, ...cookies: string[]): RouteAnswer => ({
    status: 303,
    headers: { Location: address, 'Set-Cookie': cookies },
  });
  const orToSignIn = async (go: (signIn: Pick<OidcSignIn, 'begin' | 'end'>) => Promise<RouteAnswer>) => {
    if (oidcSignIn === null) throw new NotFound('There is no provider here.');
    try {
      return await go(oidcSignIn);
    } catch (problem) {
      if (!(problem instanceof AppError)) throw problem;
      return sent(`${consoleUrl}/sign-in?problem=${problemOf(problem)}`, noCookie);
    }
  };
  return [
    defineRoute({
      method: 'get',
      path: oidcPath,
      scope: 'anybody',
      gate: 'sign-in',
      tag,
      summary: 'Begin to sign in at the firm’s own provider',
      description:
        'For a browser, as a link: it is sent to the provider. One that a page of another site sent here is shown the page of signing in: nobody is signed in without pressing a button.',
      answers: { 303: away },
      refusals: [404],
      handle: ({ visit }) =>
        orToSignIn(async (signIn) => {
          if (visit.isSent) return sent(`${consoleUrl}/sign-in`, noCookie);
          const { address, cookie } = await signIn.begin(visit);
          return sent(address, cookieOf(cookie, questionLifeMs / 1_000));
        }),
    }),
    defineRoute({
      method: 'get',
      path: oidcCallbackPath,
      scope: 'anybody',
      gate: 'sign-in',
      tag,
      summary: 'Where the provider sends the browser back to',
      description:
        'To be named as redirect URI at the provider. Signed in, the browser goes to the console; where a second factor of ours is asked for, to its page of signing in, ' +
        'with half a session; who has none yet, to where one is made.',
      query: z.looseObject({}),
      answers: { 303: away },
      refusals: [404],
      handle: ({ query, visit }) =>
        orToSignIn(async (signIn) => {
          const texts = Object.entries(query).flatMap(([name, value]): [string, string][] =>
            typeof value === 'string' ? [[name, value]] : [],
          );
          const search = new URLSearchParams(texts).toString();
          const entered = await signIn.end(search, visit.cookie(cookieName), visit);
          const session = sessionCookie(entered.token)['Set-Cookie'];
          return sent(`${consoleUrl}${pageAfter(entered)}`, session, noCookie);
        }),
    }),
  ];
};
