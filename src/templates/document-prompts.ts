import { documentKindOf } from '../documents/document-codes.ts';
import { endTold, opening, plain, told, type PromptDefinition } from './prompt-definition.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import { readDetails } from './request-details.ts';

const ways = ['askedForLink', 'askedForTime', 'askedForHuman'];
const isByLink = ({ values }: PromptToRender): boolean => values['way'] === 'link';
const hasRefusals = ({ values }: PromptToRender): boolean =>
  Array.isArray(values['refusals']) && values['refusals'].length > 0;
/** A contract is no identity document, though only the link takes either (domain 8.4). */
const isOrdinary = ({ request }: PromptToRender): boolean =>
  documentKindOf((request && readDetails(request.details).document_code) ?? '')?.isIdentity === false;

const template = (name: string) => ({ name, hasDocument: false });

/** How document requests say their prompts: the same words whatever the document is needed for (domain 6.3-c). */
export const documentPrompts: { readonly [prompt: string]: PromptDefinition } = {
  'document.request': opening({
    wordings: [{ text: ['document:request'], template: template('document_request_v1') }],
    templateChoices: ways,
  }),
  'document.reminder': {
    wordings: [{ text: ['document:reminder'], template: template('document_reminder_v1') }],
    templateChoices: ways,
  },
  'document.uploadLink': plain('document:uploadLink'),
  'document.sendFile': {
    wordings: [
      { when: isByLink, text: ['document:sendFileByLink', 'document:aboutDue'] },
      { text: ['document:sendFile', 'document:aboutDue'] },
    ],
  },
  'document.idInChat': {
    wordings: [
      { when: isOrdinary, text: ['document:linkOnlyInChat', 'document:uploadLink'] },
      { text: ['common:sentence.id_in_chat', 'document:uploadLink'] },
    ],
  },
  'document.checking': plain('document:checking', 'document:about'),
  'document.received': {
    wordings: [
      { when: hasRefusals, text: ['document:received', 'document:someRefused', 'document:about'] },
      { text: ['document:received', 'document:about'] },
    ],
  },
  'document.added': {
    wordings: [
      { when: hasRefusals, text: ['document:added', 'document:someRefused', 'document:about'] },
      { text: ['document:added', 'document:about'] },
    ],
  },
  'document.refused': plain('document:refused', 'document:sendAgain', 'document:about'),
  'document.inReview': plain('document:inReview', 'document:about'),
  'document.accepted': {
    wordings: [{ text: ['document:accepted'], template: template('document_accepted_v1') }],
  },
  'document.rejected': {
    wordings: [{ text: ['document:rejected'], template: template('document_rejected_v1') }],
    templateChoices: ways,
  },
  'document.rejectedFinally': plain('document:rejectedFinally'),
  'document.extended': plain('document:extended', 'document:about'),
  'document.extensionAsked': plain('document:extensionAsked', 'document:about'),
  'document.confirmRefusal': plain('document:confirmRefusal', 'document:about'),
  'document.recordedRefused': plain('document:recordedRefused', 'document:about'),
  'document.deferred': plain('document:deferred', 'document:aboutDue'),
  'document.help': plain('document:help', 'document:aboutDue'),
  'document.expired': plain('document:expired', 'document:about'),
  'document.withdrawn': told(
    endTold('document_withdrawn_v1', 'document:withdrawnOutside'),
    'document:withdrawn',
    'document:about',
  ),
  'document.superseded': plain('document:superseded', 'document:about'),
};
