import type { Binary } from 'mongodb';
import type { FileRecord, FileState } from '../../files/file-record.ts';
import type { FileChange } from '../../files/file.repository.ts';
import type { Vault } from '../vault.ts';

export interface FileDocument extends Omit<
  FileRecord,
  'id' | 'declared' | 'contents' | 'reportedAt' | 'requestId'
> {
  _id: string;
  requestId: string | null;
  declared: Binary;
  original: string | null;
  view: string | null;
  reportAt: Date | null;
  reportedAt: Date | null;
  /** When the person finished with it; left out: not yet, or it did not come by a link. */
  handedOverAt?: Date;
}

/** Whoever checked a file passes its result on at once; others step in after this time. */
export const reportLeaseMs = 60_000;

const checkedStates: readonly FileState[] = ['clean', 'unscanned', 'refused', 'infected'];
const isChecked = (state: FileState): boolean => checkedStates.includes(state);

export const sealDeclared = (
  vault: Vault,
  tenantId: string,
  id: string,
  declared: FileRecord['declared'],
): Binary => vault.seal(tenantId, 'files', id, 'declared', declared);

/** Of a destroyed file nobody keeps the name. */
export const nothingDeclared: FileRecord['declared'] = {
  filename: null,
  mimeType: null,
  sha256: null,
  caption: null,
  mediaId: null,
};

export const toFileDocument = (vault: Vault, file: FileRecord, now: Date): FileDocument => {
  const { id, declared, contents, reportedAt = null, ...fields } = file;
  return {
    ...fields,
    _id: id,
    declared: sealDeclared(vault, file.tenantId, id, declared),
    original: contents.original,
    view: contents.view,
    reportAt: isChecked(file.state) && reportedAt === null ? now : null,
    reportedAt,
  };
};

export const toFileRecord = (vault: Vault, document: FileDocument): FileRecord => {
  const { _id, declared, original, view, reportAt: _, handedOverAt: _at, ...more } = document;
  const { reportedAt, requestId, ...fields } = more;
  return {
    ...fields,
    id: _id,
    // Ids in the database are ours: the brand only names what they are.
    requestId: requestId as FileRecord['requestId'],
    declared: vault.open<FileRecord['declared']>(fields.tenantId, 'files', _id, 'declared', declared),
    contents: { original, view },
    ...(reportedAt === null ? {} : { reportedAt }),
  };
};

/** The fields of a change, none of them left out as `undefined`. A checked state makes its report due. */
export const toChangedFields = ({ contents, ...change }: FileChange, now: Date): Partial<FileDocument> => {
  const { state } = change;
  const reports =
    state === undefined
      ? {}
      : isChecked(state)
        ? { reportAt: new Date(now.getTime() + reportLeaseMs), reportedAt: null }
        : { reportAt: null };
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...given, ...(contents === undefined ? {} : contents), ...reports };
};
