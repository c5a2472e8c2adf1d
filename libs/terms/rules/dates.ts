import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { Remark } from '../finding.js';

/** Dates and zone of a draft. ISO dates compare as text. */
export function dateFindings({ effectiveFrom, effectiveUntil, zone }: AgreementDraft): Remark[] {
  const findings: Remark[] = [];
  if (effectiveUntil !== null && effectiveUntil <= effectiveFrom) {
    findings.push({ severity: 'error', path: 'effectiveUntil', message: `The last day (${effectiveUntil}) must come after the first (${effectiveFrom})` });
  }
  if (effectiveUntil === null) {
    findings.push({ severity: 'note', path: 'effectiveUntil', message: 'Without a last day the clocks for return and deletion of data start only when one is agreed' });
  }
  if (!effectiveFrom.endsWith('-01')) {
    findings.push({ severity: 'note', path: 'effectiveFrom', message: 'The first window is partial: it counts only from the first day of the agreement' });
  }
  if (!zoneExists(zone)) findings.push({ severity: 'error', path: 'zone', message: `There is no time zone called ${zone}` });
  return findings;
}

/** Whether there is a time zone of this name. */
export function zoneExists(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
