import { z } from 'zod';
import { AgreementDraft } from '#libs/wire/agreements.js';

/** What was typed and is not on the server yet, kept on this device for the person who typed it. */
const LocalDraft = z.object({ account: z.string(), revision: z.int(), draft: AgreementDraft });
export type LocalDraft = z.infer<typeof LocalDraft>;

const keyOf = (agreementId: string): string => `fineprint-draft-${agreementId}`;

/** Keeps a draft until it is saved. A device without storage keeps nothing, and typing goes on. */
export function keepLocally(agreementId: string, local: LocalDraft): void {
  try {
    localStorage.setItem(keyOf(agreementId), JSON.stringify(local));
  } catch {
    // Full or forbidden: saving to the server still works.
  }
}

/** What this person left unsaved, or undefined; another person's copy is left alone. */
export function readLocally(agreementId: string, account: string): LocalDraft | undefined {
  try {
    const parsed = LocalDraft.safeParse(JSON.parse(localStorage.getItem(keyOf(agreementId)) ?? 'null'));
    return parsed.success && parsed.data.account === account ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function forgetLocally(agreementId: string): void {
  try {
    localStorage.removeItem(keyOf(agreementId));
  } catch {
    // Nothing was kept then.
  }
}
