import type { Me } from '../api/sign-in.ts';
import { may } from '../parts/me.ts';
import type { Place } from '../parts/place.ts';
import { auditPlace } from '../places/audit/place.ts';
import { chatsPlace } from '../places/chats/place.ts';
import { compliancePlace } from '../places/compliance/place.ts';
import { customersPlace } from '../places/customers/place.ts';
import { documentsPlace } from '../places/documents/place.ts';
import { requestsPlace } from '../places/requests/place.ts';
import { rulesPlace } from '../places/rules/place.ts';
import { runsPlace } from '../places/runs/place.ts';
import { sentPlace } from '../places/sent/place.ts';
import { settingsPlace } from '../places/settings/place.ts';
import { templatesPlace } from '../places/templates/place.ts';
import { todayPlace } from '../places/today/place.ts';

/** Every place, in the order of the left rail. A new one is a line here, in `router.tsx`, and its two files of words. */
const places = [
  todayPlace,
  chatsPlace,
  requestsPlace,
  runsPlace,
  documentsPlace,
  customersPlace,
  sentPlace,
  rulesPlace,
  templatesPlace,
  compliancePlace,
  auditPlace,
  settingsPlace,
] as const;

/** Those this person may see, in the same order. */
export const placesOf = (me: Me): readonly Place[] =>
  places.filter(({ permission }) => permission === null || may(me, permission));
