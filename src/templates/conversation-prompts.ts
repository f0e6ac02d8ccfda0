import { opening, plain, sentence, told, type PromptDefinition } from './prompt-definition.ts';

const exact = (text: string): PromptDefinition => ({ ...plain(text), isExact: true });

const list = (text: string): PromptDefinition => ({ ...plain(text), isList: true });

/** Who is asked which, what is told about requests and what nobody understood. */
const talking: { readonly [prompt: string]: PromptDefinition } = {
  'conversation.greeting': {
    wordings: [
      { when: ({ values }) => values['openCount'] === 0, text: ['conversation:noOpenItems'] },
      { text: ['conversation:greeting'] },
    ],
  },
  'conversation.menu': opening(list('conversation:menu')),
  'conversation.noOpenItems': opening(plain('conversation:noOpenItems')),
  'conversation.openItems': list('conversation:openItems'),
  'conversation.whichRequest': list('conversation:whichRequest'),
  'conversation.handover': opening(sentence('handover')),
  'conversation.perhapsMeant': plain('conversation:perhapsMeant'),
  'conversation.offerChoices': {
    wordings: [
      { when: ({ values }) => values['repeats'] === 'recap', text: ['conversation:offerAtRecap'] },
      { when: ({ values }) => values['repeats'] === 'sentence', text: ['conversation:offerAfterSame'] },
      { text: ['conversation:offerChoices'] },
    ],
  },
  'conversation.offerHuman': plain('conversation:offerHuman'),
  'conversation.notUnderstood': opening(list('conversation:notUnderstood')),
  'conversation.unknownContact': plain('conversation:unknownContact'),
  'conversation.metStranger': plain('conversation:unknownContact', 'conversation:strangerNotice'),
  'conversation.oldChoice': {
    wordings: [
      { when: ({ values }) => typeof values['outcome'] === 'string', text: ['conversation:oldChoiceClosed'] },
      {
        when: ({ values }) => typeof values['reference'] === 'string',
        text: ['conversation:oldChoiceNamed'],
      },
      { text: ['conversation:oldChoice'] },
    ],
  },
  'conversation.itemRecorded': sentence('already_recorded'),
  'conversation.itemExpired': plain('conversation:itemExpired'),
  'conversation.staffTookOver': plain('conversation:staffTookOver'),
  'conversation.staffReleased': plain('conversation:staffReleased'),
  'conversation.humanRequested': opening(plain('conversation:humanRequested')),
};

const receiving: { readonly [prompt: string]: PromptDefinition } = {
  'conversation.mediaReceived': plain('conversation:mediaReceived'),
  'conversation.voiceReceived': plain('conversation:voiceReceived'),
  'conversation.reacted': plain('conversation:reacted'),
  'conversation.editedKept': plain('conversation:editedKept'),
  'conversation.editedOpen': plain('conversation:editedOpen'),
  'conversation.fileKept': opening(plain('conversation:fileKept')),
  'conversation.whichForFile': list('conversation:whichForFile'),
  'conversation.fileAttached': plain('conversation:fileAttached'),
  'conversation.fileRefused': plain('conversation:fileRefused'),
};

const serving: { readonly [prompt: string]: PromptDefinition } = {
  'conversation.balance': opening(plain('conversation:balance')),
  'conversation.noBalance': opening(plain('conversation:noBalance')),
  'conversation.notShared': opening(plain('conversation:notShared')),
  'conversation.processingNeutral': sentence('processing_neutral'),
  'conversation.movements': opening(plain('conversation:movements', 'common:sentence.bookingLegend')),
  'conversation.noMovements': opening(plain('conversation:noMovements')),
  'conversation.statementRequested': opening(plain('conversation:statementRequested')),
  'conversation.documentRequested': opening(plain('conversation:documentRequested')),
  'conversation.sendDocument': opening(plain('conversation:sendDocument')),
  'conversation.price': opening(plain('conversation:price')),
  'conversation.identity': plain('conversation:identity'),
  'conversation.language': plain('conversation:language'),
  'conversation.languageSet': plain('conversation:languageSet'),
  'conversation.proveToSee': opening({
    wordings: [
      { text: ['conversation:proveToSee'], template: { name: 'verify_request_v1', hasDocument: false } },
    ],
    templateChoices: ['startedProof', 'askedForHuman'],
  }),
  'conversation.numberRemoved': told(
    { name: 'number_removed_v1', hasDocument: false },
    'conversation:numberRemoved',
  ),
  'conversation.testMessage': told(
    { name: 'number_test_v1', hasDocument: false },
    'conversation:testMessage',
  ),
  'conversation.verifyFirst': opening(plain('conversation:verifyFirst')),
  'conversation.verified': plain('conversation:verified'),
  'conversation.codeWrong': plain('conversation:codeWrong'),
  'conversation.codeExpired': plain('conversation:codeExpired'),
  'conversation.codeLocked': plain('conversation:codeLocked'),
  'conversation.codeLimit': plain('conversation:codeLimit'),
};

/** Texts a consent is bound to: their words change only together with `consentTextVersion`. */
const consenting: { readonly [prompt: string]: PromptDefinition } = {
  'conversation.privacy': list('conversation:privacy'),
  'conversation.privacyNotice': {
    wordings: [
      { text: ['conversation:privacyNotice'], template: { name: 'privacy_notice_v1', hasDocument: false } },
    ],
    templateChoices: ['understoodNotice', 'askedForHuman'],
  },
  'conversation.noticeAcknowledged': plain('conversation:noticeAcknowledged'),
  'conversation.marketingConsent': exact('conversation:marketingConsent'),
  'conversation.feedbackConsent': exact('conversation:feedbackConsent'),
  'conversation.consentRecorded': {
    wordings: [
      { when: ({ values }) => values['action'] === 'accepted', text: ['conversation:consentGiven'] },
      { text: ['conversation:consentRefused'] },
    ],
  },
  'conversation.consentsWithdrawn': plain('conversation:consentsWithdrawn'),
  'conversation.privacyRequest': plain('conversation:privacyRequest'),
  'conversation.optoutDone': sentence('optout_done'),
  'conversation.optinDone': plain('conversation:optinDone'),
  'conversation.askOptout': plain('conversation:askOptout'),
  'conversation.noticesKept': plain('conversation:noticesKept'),
  'conversation.wrongNumber': sentence('wrong_number'),
};

/** How the conversation itself says its prompts. */
export const conversationPrompts: { readonly [prompt: string]: PromptDefinition } = {
  ...talking,
  ...receiving,
  ...serving,
  ...consenting,
};
