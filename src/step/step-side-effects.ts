import type { Effect } from '../../machines/shared/effects.ts';
import type { MediaReference } from '../vocabulary/inbound-unit.ts';
import { derivedId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';
import type { ClaimedConversation } from './conversation.repository.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import type { AnsweredMessage, EffectScene } from './effect-scene.ts';
import { consentOf } from './step-consents.ts';
import type { StepOutput } from './step-output.ts';

type Gathered = Pick<
  StepOutput,
  | 'tasks'
  | 'files'
  | 'attachments'
  | 'uploadLinks'
  | 'consents'
  | 'privacyRequests'
  | 'announcements'
  | 'contactChanges'
>;

type Mutable<T> = { [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** What a step owes to tasks, files, consents, privacy requests, contacts and the business system, under ids of the step. */
export class StepSideEffects {
  readonly #doc: ClaimedConversation;
  readonly #facts: StepFacts;
  readonly #out: Mutable<Gathered> = {
    tasks: [],
    files: [],
    attachments: [],
    uploadLinks: [],
    consents: [],
    privacyRequests: [],
    announcements: [],
    contactChanges: [],
  };

  constructor(doc: ClaimedConversation, facts: StepFacts) {
    this.#doc = doc;
    this.#facts = facts;
  }

  get gathered(): Gathered {
    return this.#out;
  }

  noteUploadLink(link: StepOutput['uploadLinks'][number]): void {
    this.#out.uploadLinks.push(link);
  }

  apply(effect: Effect, scene: EffectScene): void {
    switch (effect.type) {
      case 'openTask':
        this.#openTask(effect.params, scene);
        return;
      case 'fetchFile':
        this.#fetchFile(effect.params, scene);
        return;
      case 'attachFiles':
        if (scene.requestId !== null)
          this.#out.attachments.push({ requestId: scene.requestId, ...effect.params });
        return;
      case 'recordConsent': {
        const id = this.#id('con', this.#out.consents.length);
        const consent = consentOf(id, effect.params, scene, this.#doc, this.#facts);
        if (consent !== null) this.#out.consents.push(consent);
        return;
      }
      case 'openPrivacyRequest':
        this.#openPrivacyRequest(effect.params.kind, scene);
        return;
      case 'unlinkContact':
        this.#changeContact('unlinked');
        return;
      case 'announce':
        if (effect.params.type === 'contact.verified') this.#changeContact('verified');
        this.#announce(effect.params.type, { ...(effect.params.data as JsonObject | undefined) }, scene);
        return;
      default:
    }
  }

  #id(prefix: string, n: number): string {
    return derivedId(prefix, this.#doc.conversationId, this.#doc.rev + 1, n);
  }

  #openTask(
    { reason, urgent, role = 'staff' }: Extract<Effect, { type: 'openTask' }>['params'],
    { requestId, dialog }: EffectScene,
  ): void {
    this.#out.tasks.push({
      id: this.#id('tsk', this.#out.tasks.length),
      conversationId: this.#doc.conversationId,
      requestId,
      customerRefs: dialog === undefined ? this.#customerRefs : [dialog.request.customerRef],
      reason,
      urgent,
      role,
      at: this.#facts.now,
    });
  }

  #fetchFile(
    { fileId, isDraft }: { fileId: string; isDraft: boolean },
    { requestId, dialog, answer }: EffectScene,
  ): void {
    const media = answer === null ? null : mediaOf(answer.unit);
    if (answer === null || media === null) return;
    this.#out.files.push({
      fileId,
      requestId,
      customerRef: dialog?.request.customerRef ?? this.#customerRefs[0] ?? null,
      contactRef: this.#facts.contact?.ref ?? null,
      messageId: answer.line.id,
      isDraft,
      media,
      at: this.#facts.now,
    });
  }

  #openPrivacyRequest(kind: StepOutput['privacyRequests'][number]['kind'], { answer }: EffectScene): void {
    this.#out.privacyRequests.push({
      id: this.#id('prv', this.#out.privacyRequests.length),
      kind,
      contactRef: this.#facts.contact?.ref ?? null,
      customerRefs: this.#customerRefs,
      conversationId: this.#doc.conversationId,
      messageId: answer?.line.id ?? '',
      at: this.#facts.now,
    });
  }

  #changeContact(kind: 'verified' | 'unlinked'): void {
    this.#out.contactChanges.push({
      id: this.#id('chg', this.#out.contactChanges.length),
      kind,
      at: this.#facts.now,
    });
  }

  #announce(type: string, data: JsonObject, { requestId, dialog }: EffectScene): void {
    this.#out.announcements.push({
      id: this.#id('ann', this.#out.announcements.length),
      type,
      at: this.#facts.now,
      data: {
        conversationId: this.#doc.conversationId,
        contactRef: this.#facts.contact?.ref ?? null,
        customerRefs: [...this.#customerRefs],
        requestId,
        reference: dialog?.request.reference ?? null,
        ...data,
      },
    });
  }

  get #customerRefs(): readonly string[] {
    return this.#facts.contact?.customerRefs ?? [];
  }
}

const mediaOf = ({ content }: AnsweredMessage['unit']): MediaReference | null =>
  'mediaId' in content
    ? {
        mediaId: content.mediaId,
        mimeType: content.mimeType,
        sha256: content.sha256,
        filename: content.filename,
        caption: content.caption,
      }
    : null;
