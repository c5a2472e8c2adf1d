import type { BreachDetail } from '#libs/wire/breaches.js';
import type { Objective } from '#libs/wire/objectives.js';
import { countText, figureText, targetText } from './figures.ts';
import { windowText } from './moments.ts';
import { clauseAnchor, termAnchor } from './prose.ts';

/** One step of the walk back from a number to the signed clause. */
export interface Step {
  readonly kind: string;
  readonly text: string;
  readonly href: string | null;
}

function versionAddress(agreementId: string, version: number): string {
  return `/agreements/${agreementId}?version=${version}`;
}

/** Address of a clause in the version that was signed. */
export function clauseAddress(agreementId: string, version: number, clauseId: string): string {
  return `${versionAddress(agreementId, version)}#${clauseAnchor(clauseId)}`;
}

/** breach → window → measurement → objective → term → clause → signed version. */
export function threadOfBreach(breach: BreachDetail): readonly Step[] {
  const { objective, measurement, clause, version } = breach;
  const { source } = objective.definition;
  const value = measurement.value === null ? 'no value' : figureText(measurement.value, breach.unit, breach.target);
  const printed = breach.terms.find((term) => term.path === source.termPath);
  return [
    { kind: 'Breach', text: breach.objectiveLabel, href: null },
    { kind: 'Window', text: windowText(breach.windowStart, breach.windowEnd, breach.zone), href: '#measured' },
    { kind: 'Measurement', text: `${value} of ${countText(measurement.sampleSize, 'event')}`, href: '#measured' },
    { kind: 'Objective', text: targetText(objective.definition), href: `/systems/${breach.systemId}#objective-${objective.id}` },
    { kind: 'Term', text: printed?.printed ?? source.termPath, href: `#${termAnchor(source.termPath)}` },
    { kind: 'Clause', text: `${clause.number} ${clause.title}`, href: clauseAddress(breach.agreementId, version.number, clause.id) },
    { kind: version.signedAt ? 'Signed version' : 'Version', text: `Version ${version.number}`, href: versionAddress(breach.agreementId, version.number) },
  ];
}

/** The part of the walk that an objective knows by itself. */
export function threadOfObjective(objective: Objective): readonly Step[] {
  const { source } = objective.definition;
  const clause = clauseAddress(objective.agreementId, objective.versionNumber, source.clauseId);
  return [
    { kind: 'Objective', text: targetText(objective.definition), href: null },
    { kind: 'Term', text: source.termPath, href: `${versionAddress(objective.agreementId, objective.versionNumber)}#${termAnchor(source.termPath)}` },
    { kind: 'Clause', text: source.clauseId, href: clause },
    { kind: 'Version', text: `Version ${objective.versionNumber}`, href: versionAddress(objective.agreementId, objective.versionNumber) },
  ];
}
