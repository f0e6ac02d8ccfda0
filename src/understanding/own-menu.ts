import type { Menu } from '../../machines/conversation/menu.prompts.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { openItems } from '../conversations/open-items.ts';

const seeing: ReadonlySet<string> = new Set(['all', 'self', 'owner', 'reports', 'reconcile', 'statement']);

const rolesOf = ({ roles, memberships = [] }: ContactFacts): readonly string[] => [
  ...roles,
  ...memberships.flatMap((membership) => membership.roles),
];

const maySee = (contact: ContactFacts): boolean => (contact.accounts ?? []).length > 0;

/** What this person may do here, ten rows at most. Depends on roles and accounts only, never on a check or a hold (6.3 e). */
export const ownMenu = (draft: FoldDraft, { contact }: StepFacts): Menu => {
  const openCount = openItems(draft).length + draft.standing.held.length;
  const accounts = contact !== null && maySee(contact);
  const statement = accounts || (contact !== null && rolesOf(contact).some((role) => seeing.has(role)));
  const isStopped = draft.standing.notices !== 'on';
  const items = [
    openCount > 0 ? 'openedItems' : null,
    accounts ? 'askedForBalance' : null,
    accounts ? 'askedForMovements' : null,
    statement ? 'askedForStatement' : null,
    'askedForDocument',
    'wantedToSend',
    'askedForLanguage',
    'openedPrivacy',
    isStopped ? 'resumedNotices' : 'stoppedNotices',
    'askedForHuman',
  ];
  return { items: items.filter((item) => item !== null), openCount };
};
