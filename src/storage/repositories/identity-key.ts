import { phoneForm } from '../../vocabulary/phone-form.ts';
import type { Vault } from '../vault.ts';

/** Key of one alias of a person on a channel: `user:<id>` or `phone:<E.164>`, keyed so that it cannot be guessed. */
export const identityKeyOf = (vault: Vault, tenantId: string, channelId: string, alias: string): string =>
  `idn_${vault.pseudonym(tenantId, `${channelId}|${formOf(alias)}`)}`;

const formOf = (alias: string): string =>
  alias.startsWith('phone:') ? `phone:${phoneForm(alias.slice('phone:'.length))}` : alias;
