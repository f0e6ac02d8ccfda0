import { webcrypto } from 'node:crypto';
import type { Declared } from './declared-type.ts';
import type { FileRecord, RefusalReason } from './file-record.ts';
import type { FileRules } from './file-rules.ts';
import type { InspectionAnswer, InspectionJob } from './inspect-content.ts';
import { makeInspectionRunner } from './run-inspection.ts';

/** Every view is of this type, whatever the original was: it may be shown inline (reliability F6.8). */
export const viewMimeType = 'image/jpeg';

export type InspectionResult =
  | {
      kind: 'accepted';
      found: NonNullable<FileRecord['found']>;
      /** Images: re-encoded without metadata, at most 4 096 pixels a side, of type `viewMimeType`. Null for all others. */
      view: Buffer | null;
    }
  | { kind: 'refused'; reason: RefusalReason };

/** Decides by content alone whether a file may be kept. Throws `Unavailable` when it could not be looked at. */
export type InspectFile = (file: {
  content: Buffer;
  declared: Declared;
  rules: FileRules;
}) => Promise<InspectionResult>;

const refused = (reason: RefusalReason): InspectionResult => ({ kind: 'refused', reason });

/** Off the main thread, and here all the same: the process that looked at the file is not asked for it. */
const sha256Of = async (content: Buffer): Promise<string> =>
  Buffer.from(await webcrypto.subtle.digest('SHA-256', new Uint8Array(content))).toString('hex');

const accepted = async (
  { type, pages, width, height, view }: Extract<InspectionAnswer, { kind: 'accepted' }>,
  content: Buffer,
): Promise<InspectionResult> => ({
  kind: 'accepted',
  found: {
    mimeType: type,
    bytes: content.length,
    sha256: await sha256Of(content),
    pages,
    width,
    height,
  },
  view: view === null ? null : Buffer.from(view),
});

/** Only what a length tells is decided here; whoever looks at a byte is another process, whatever the type (`run-inspection.ts`). */
export const makeFileInspector =
  (run: (job: InspectionJob) => Promise<InspectionAnswer> = makeInspectionRunner()): InspectFile =>
  async ({ content, declared, rules }) => {
    if (rules.barred !== null) return refused(rules.barred);
    if (content.length === 0) return refused('empty');
    if (content.length > rules.maxBytes) return refused('too_large');
    const { filename, mimeType } = declared;
    const answer = await run({ content, declared: { filename, mimeType }, rules });
    return answer.kind === 'refused' ? answer : accepted(answer, content);
  };
