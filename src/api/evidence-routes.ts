import { z } from 'zod';
import { contentHash } from '../evidence/content-hash.ts';
import { isSound, verifyEvidence } from '../evidence/verify-evidence.ts';
import { archiveOf } from '../exports/customer-history.ts';
import { evidencePdf, type Evidence } from '../exports/evidence-paper.ts';
import { checkingText } from '../exports/evidence-texts.ts';
import type { RequestRepository } from '../requests/request.repository.ts';
import type { RequestId } from '../shared/ids.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { evidenceBundle, readEvidence, type EvidenceParts, type RequestEvidence } from './evidence-bundle.ts';
import { findRequest } from './find-request.ts';
import { toMessageShape } from './message-shape.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, idText } from './shape-fields.ts';
import { exportLanguage, factsOf, type TranscriptRouteParts } from './transcript-routes.ts';

export interface EvidenceRouteParts
  extends EvidenceParts, Pick<TranscriptRouteParts, 'clock' | 'settingsOf' | 'noteExport'> {
  requests: Pick<RequestRepository, 'find'>;
  units: Pick<OwnUnitsLookup, 'of'>;
}

/** It shows the words of the chat, and who the person is. */
const alsoNeeds = ['conversations:read', 'customers:read'] as const;

const evidenceQuery = z.strictObject({
  format: z
    .enum(['json', 'pdf', 'zip', 'messages'])
    .default('json')
    .meta({ description: '`messages`: the lines of the chat about the request alone, without numbers' }),
  language: exportLanguage.meta({ description: 'Of the PDF and of what stands beside the evidence' }),
});
type EvidenceQuery = z.output<typeof evidenceQuery>;

const paperOf = async (
  parts: EvidenceRouteParts,
  principal: Principal,
  { language }: EvidenceQuery,
  evidence: RequestEvidence,
): Promise<Evidence> => {
  const { by, at, company, timeZone } = await factsOf(parts, principal, { language }, null);
  const { request, decisions, messages, term } = evidence;
  return {
    ...{ by, at, company, timeZone, language, request, decisions, messages },
    ownUnits: await parts.units.of(principal.tenantId),
    objectionUntil: term?.until ?? null,
    contentHash: contentHash(request.content),
  };
};

/** What is handed to somebody: the evidence itself, the same to be read, and how to check it. */
const archive = (evidence: RequestEvidence, paper: Evidence): AsyncIterable<Buffer> => {
  const { at, by, company, request, language } = paper;
  const file = (name: string, make: () => string | Buffer | Promise<Buffer>) => ({
    name,
    async *content() {
      yield await make();
    },
  });
  const files = [
    file('evidence.json', () => `${JSON.stringify(evidenceBundle(evidence, at), null, 2)}\n`),
    file('evidence.pdf', () => evidencePdf(paper)),
    file('how-to-check.txt', () => checkingText(language)),
  ];
  return archiveOf(files, { format: 'mutabik-evidence-archive/1', by, at, company, request: request.id });
};

const evidenceRoute = (parts: EvidenceRouteParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/requests/{id}/evidence',
    scope: 'requests:read',
    tag: 'Requests',
    alsoNeeds,
    summary: 'Export the evidence of a request',
    description:
      '`json`: what is checked. `pdf`: the same to be read, with the hashes. `zip`: `evidence.json`, `evidence.pdf`, `how-to-check.txt`, and `manifest.json` with who took it when, and ' +
      'size and SHA-256 of each; these three are in the audit log (`export.evidence`). Few PDFs are drawn at once: 503 `busy` after twenty seconds in line.',
    params: idParams,
    query: evidenceQuery,
    makesPdf: ({ format }) => format === 'pdf' || format === 'zip',
    answers: {
      200: {
        description:
          'What was asked, shown and answered. `decisions[].interpretation` says how the answer was read; `model` the part of a classifier, `led` the words before it',
        schema: z.record(z.string(), z.unknown()),
      },
    },
    refusals: [404],
    async handle({ principal, params, query }) {
      const request = await findRequest(parts, principal, params.id);
      const { tenantId } = principal;
      if (query.format === 'messages') {
        const messages = await parts.messages.listOfRequest(tenantId, request.id);
        return { status: 200, body: { messages: messages.map(toMessageShape) } };
      }
      const evidence = await readEvidence(parts, request);
      const filename = `evidence-${request.id}.${query.format}`;
      const [by, at] = [nameOf(principal), parts.clock.now()];
      const details = { format: query.format, from: null, to: null };
      await parts.noteExport({ tenantId, what: 'evidence', subject: request.id, by, at, details });
      if (query.format === 'json') {
        const headers = { 'Content-Disposition': `attachment; filename="${filename}"` };
        return { status: 200, body: evidenceBundle(evidence, at), headers };
      }
      // Of the instant that is on record.
      const paper = { ...(await paperOf(parts, principal, query, evidence)), at };
      if (query.format === 'zip')
        return {
          status: 200,
          stream: { content: archive(evidence, paper), mimeType: 'application/zip', filename },
        };
      const content = await evidencePdf(paper);
      return { status: 200, file: { content, mimeType: 'application/pdf', filename, scanned: true } };
    },
  });

const hashText = z.string().regex(/^[0-9a-f]{64}$/);

const broughtDecision = z.looseObject({
  id: idText,
  question: z.looseObject({
    contentHash: hashText,
    shownHash: hashText,
    text: z.string(),
    language: z.string(),
    choices: z.array(z.looseObject({ id: z.string(), title: z.string() })),
  }),
  integrity: z.looseObject({ recordHash: hashText }),
});

const broughtEvidence = z
  .looseObject({
    format: z.literal('mutabik-evidence/1'),
    request: z.looseObject({ id: idText }),
    content: z.record(z.string(), z.unknown()),
    decisions: z.array(broughtDecision).max(100),
  })
  .meta({ description: 'An `evidence.json` as it was taken out; it is neither kept nor changed' });

const soundness = z.enum(['sound', 'broken']);

const checkedEvidence = z
  .object({
    request: z.object({
      id: z.string(),
      known: z.boolean().meta({ description: 'We have a request under this id' }),
      asked: z.boolean().meta({ description: 'False: `content`, what was asked, is not as we have it' }),
      missing: z.array(z.string()).meta({
        description: 'Ids of decisions about it that we have and the file has not: it is of before, or cut',
      }),
    }),
    decisions: z.array(
      z.object({
        id: z.string(),
        record: soundness.meta({
          description: '`sound`: `recordHash` is the hash of the rest of the record',
        }),
        content: soundness.meta({ description: '`contentHash` is the hash of `content`' }),
        shown: soundness.meta({ description: '`shownHash` is the hash of the text and the choices' }),
        ours: z
          .enum(['same', 'differs', 'unknown'])
          .meta({ description: 'Against our own record of that id and request' }),
      }),
    ),
    intact: z.boolean().meta({
      description:
        'What was asked and every decision are sound and as we have them, and none is missing. Says nothing of `request` and `messages`',
    }),
  })
  .meta({ id: 'CheckedEvidence' });

const verifyRoute = (parts: EvidenceRouteParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/evidence/verify',
    scope: 'requests:read',
    tag: 'Requests',
    alsoNeeds,
    summary: 'Check evidence that somebody brings',
    description:
      'Computes each hash anew (SHA-256 of the canonical form, RFC 8785) and holds each decision against our own record. Changes nothing. Without decisions there is nothing to check but what is missing.',
    body: broughtEvidence,
    answers: { 200: { description: 'What is sound, and what is as we have it', schema: checkedEvidence } },
    async handle({ principal: { tenantId }, body }) {
      // Branded here: looked up together with the tenant only.
      const id = body.request.id as RequestId;
      const [request, kept] = await Promise.all([
        parts.requests.find(tenantId, id),
        parts.decisions.listOfRequest(tenantId, id),
      ]);
      const ours = new Map(kept.map((one) => [one.id, one.integrity.recordHash]));
      const decisions = verifyEvidence(body, ours);
      const brought = new Set(decisions.map((one) => one.id));
      const missing = [...ours.keys()].filter((one) => !brought.has(one));
      const asked = request === null || isSound(contentHash(request.content), body.content) === 'sound';
      const intact =
        request !== null &&
        asked &&
        missing.length === 0 &&
        decisions.every(
          ({ record, content, shown, ours: own }) =>
            [record, content, shown].every((one) => one === 'sound') && own === 'same',
        );
      return {
        status: 200,
        body: { request: { id, known: request !== null, asked, missing }, decisions, intact },
      };
    },
  });

/** What proves how a request was asked and answered, and whether it still does (domain 3.6). */
export const evidenceRoutes = (parts: EvidenceRouteParts): readonly AnyRoute[] => [
  evidenceRoute(parts),
  verifyRoute(parts),
];
