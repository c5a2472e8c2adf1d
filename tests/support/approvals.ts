import { expect } from 'vitest';
import type { AgreementDetail, AgreementState } from '#libs/wire/agreements.js';
import type { AgreementApprovals, ApprovalRule, ApprovalRequest, StoredApprovalRules } from '#libs/wire/approvals.js';
import { freeze, ifMatch, missingTerms, newDraft, saveTerms, sign, type Parties } from './agreements.js';
import type { Answer, Caller } from './caller.js';

export const always: ApprovalRule = { name: 'Everything', when: { kind: 'always' }, approvers: ['legal'] };

/** Replaces the rules of the caller's organisation. */
export async function setRules(by: Caller, rules: readonly object[]): Promise<void> {
  const { revision } = (await by.get<StoredApprovalRules>('/approval-rules')).body;
  expect((await by.put('/approval-rules', { rules }, ifMatch(revision))).status).toBe(200);
}

export function submit(by: Caller, { id, revision }: AgreementDetail): Promise<Answer<AgreementDetail>> {
  return by.post<AgreementDetail>(`/agreements/${id}/approvals`, undefined, ifMatch(revision));
}

export async function newestRequest(by: Caller, id: string): Promise<ApprovalRequest> {
  const [request] = (await by.get<AgreementApprovals>(`/agreements/${id}/approvals`)).body.requests;
  if (!request) throw new Error('nothing was submitted');
  return request;
}

/** Decides about what was submitted, having seen it. */
export async function decideAs<Body>(by: Caller, id: string, decision: 'approve' | 'reject', reason?: string): Promise<Answer<Body>> {
  const { digest } = await newestRequest(by, id);
  return by.post<Body>(`/agreements/${id}/approvals/decision`, { decision, digest, ...(reason === undefined ? {} : { reason }) });
}

/** An agreement that has come as far as `state` in an organisation whose rules ask for the approval of `lawyer`. */
export async function reviewedIn(state: AgreementState, by: Caller, lawyer: Caller, parties: Parties): Promise<AgreementDetail> {
  const draft = await saveTerms(by, await newDraft(by, parties), missingTerms);
  if (state === 'draft') return draft;
  const submitted = await submit(by, draft);
  expect(submitted).toMatchObject({ status: 201, body: { state: 'in-review' } });
  if (state === 'in-review') return submitted.body;
  const approved = await decideAs<AgreementDetail>(lawyer, draft.id, 'approve');
  expect(approved).toMatchObject({ status: 200, body: { state: 'approved' } });
  if (state === 'approved') return approved.body;
  const frozen = await freeze(by, approved.body);
  if (state === 'frozen') return frozen;
  const signed = await sign(by, await sign(by, frozen, 'customer'), 'vendor');
  if (state === 'signed') return signed;
  return (await by.post<AgreementDetail>(`/agreements/${signed.id}/activation`)).body;
}
