/** SQL that is true of the last outcome of an event, the one that counts. */
export function isLastOutcome(outcome: string): string {
  return `NOT EXISTS (SELECT FROM outcome AS later WHERE later.organisation_id = ${outcome}.organisation_id AND later.event_id = ${outcome}.event_id
    AND later.sequence > 1 AND later.sequence > ${outcome}.sequence)`;
}
