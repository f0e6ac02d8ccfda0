import type { Binary } from 'mongodb';
import {
  unknownTemplate,
  type AccountTemplate,
  type Submission,
  type SubmissionProblem,
  type TemplateFacts,
  type TemplateKey,
} from '../../templates/account/account-template.ts';
import type { TemplateContent } from '../../templates/template-content.ts';
import type { Vault } from '../vault.ts';

export interface StoredSubmission {
  state: Submission['state'];
  by: string;
  at: Date;
  attempts: number;
  nextAt: Date | null;
  owner: string | null;
  problem?: SubmissionProblem;
}

export type TemplateDocument = Omit<AccountTemplate, 'content' | 'submission' | 'edits'> & {
  _id: string;
  content?: Binary;
  edits: Date[];
  submission?: StoredSubmission;
};

export const templateId = (tenantId: string, { accountId, name, language }: TemplateKey): string =>
  `${tenantId}:${accountId}:${name}:${language}`;

/** A record of which nothing is known yet. */
export const emptyTemplate = (tenantId: string, key: TemplateKey): TemplateDocument => {
  const { content: _, submission: __, ...known } = unknownTemplate(tenantId, key);
  return { ...known, _id: templateId(tenantId, key), edits: [] };
};

export const sealContent = (vault: Vault, tenantId: string, _id: string, content: TemplateContent): Binary =>
  vault.seal(tenantId, 'templates', _id, 'content', content);

/** The parts of facts that have a time of their own. */
export const groupsOf = (
  facts: Partial<TemplateFacts>,
): readonly { field: 'statusAt' | 'categoryAt' | 'qualityAt'; set: Partial<TemplateFacts> }[] => {
  const { status, reason, advice, category, comingCategory, quality } = facts;
  return [
    ...(status === undefined
      ? []
      : [{ field: 'statusAt', set: { status, reason: reason ?? null, advice: advice ?? null } } as const]),
    ...(category === undefined
      ? []
      : [{ field: 'categoryAt', set: { category, comingCategory: comingCategory ?? null } } as const]),
    ...(quality === undefined ? [] : [{ field: 'qualityAt', set: { quality } } as const]),
  ];
};

export const toTemplate = (vault: Vault, document: TemplateDocument): AccountTemplate => {
  const { _id, content, submission, ...template } = document;
  return {
    ...template,
    content:
      content === undefined
        ? null
        : vault.open<TemplateContent>(template.tenantId, 'templates', _id, 'content', content),
    submission: submission === undefined ? null : toSubmission(submission),
  };
};

const toSubmission = ({ state, by, at, attempts, nextAt, problem }: StoredSubmission): Submission => ({
  ...{ state, by, at, attempts, nextAt },
  problem: problem ?? null,
});
