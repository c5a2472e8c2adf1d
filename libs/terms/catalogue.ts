import type { Family, TermDefinition, TermValues } from '#libs/wire/terms.js';
import { acceptance } from './families/acceptance.js';
import { accuracy } from './families/accuracy.js';
import { amendment } from './families/amendment.js';
import { audit } from './families/audit.js';
import { bias } from './families/bias.js';
import { biasAudit } from './families/bias-audit.js';
import { confidentiality } from './families/confidentiality.js';
import { continuity } from './families/continuity.js';
import { creditClaim } from './families/credit-claim.js';
import { credits } from './families/credits.js';
import { definitions } from './families/definitions.js';
import { drift } from './families/drift.js';
import { exit } from './families/exit.js';
import { exitDates } from './families/exit-dates.js';
import { explainability } from './families/explainability.js';
import { freshness } from './families/freshness.js';
import { governance } from './families/governance.js';
import { implementation } from './families/implementation.js';
import { incidents } from './families/incidents.js';
import { indemnities } from './families/indemnities.js';
import { ip } from './families/ip.js';
import { judged } from './families/judged.js';
import { latency } from './families/latency.js';
import { law } from './families/law.js';
import { liability } from './families/liability.js';
import { licences } from './families/licences.js';
import { maintenance } from './families/maintenance.js';
import { modelChange } from './families/model-change.js';
import { oversight } from './families/oversight.js';
import { ownership } from './families/ownership.js';
import { parties } from './families/parties.js';
import { payment } from './families/payment.js';
import { price } from './families/price.js';
import { residency } from './families/residency.js';
import { retraining } from './families/retraining.js';
import { retrainingCost } from './families/retraining-cost.js';
import { rollout } from './families/rollout.js';
import { scope } from './families/scope.js';
import { security } from './families/security.js';
import { subprocessors } from './families/subprocessors.js';
import { support } from './families/support.js';
import { term } from './families/term.js';
import { uptime } from './families/uptime.js';

/** Every term the product knows, family by family, in the order of the form. */
export const catalogue: readonly TermDefinition[] = [
  ...definitions,
  ...parties,
  ...scope,
  ...implementation,
  ...acceptance,
  ...rollout,
  ...ownership,
  ...ip,
  ...security,
  ...confidentiality,
  ...residency,
  ...subprocessors,
  ...uptime,
  ...latency,
  ...accuracy,
  ...judged(drift),
  ...judged(freshness),
  ...support,
  ...maintenance,
  ...credits,
  ...creditClaim,
  ...retraining,
  ...retrainingCost,
  ...modelChange,
  ...judged(explainability),
  ...judged(oversight),
  ...judged(bias),
  ...biasAudit,
  ...incidents,
  ...governance,
  ...judged(licences),
  ...payment,
  ...price,
  ...liability,
  ...indemnities,
  ...audit,
  ...continuity,
  ...amendment,
  ...term,
  ...exit,
  ...exitDates,
  ...law,
];

/** What the compiler has to know of a clause: its terms come from its front matter, or from its special wording. */
export interface ClauseHead {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  readonly terms: readonly string[];
}

/** Terms that mean nothing without another family: no latency clause, no latency tiers. */
const needed: Readonly<Record<string, Family>> = {
  'credits.uptimeTiers': 'uptime',
  'credits.latencyTiers': 'latency',
  'credits.accuracyTiers': 'accuracy',
};

/** Terms that another family takes over where it stands: an exit clause has its own dates for return and deletion. */
const takenOver: Readonly<Record<string, Family>> = {
  'ownership.returnDays': 'exit',
  'ownership.deletionDays': 'exit',
};

/** The terms an agreement of these clauses asks for. */
export function definitionsFor(clauses: readonly ClauseHead[]): readonly TermDefinition[] {
  const listed = new Set(clauses.flatMap((clause) => clause.terms));
  const families = new Set(clauses.map((clause) => clause.family));
  return catalogue.filter(({ path }) => {
    const [other, heir] = [needed[path], takenOver[path]];
    return listed.has(path) && (other === undefined || families.has(other)) && (heir === undefined || !families.has(heir));
  });
}

/** The preferred value of every term that has one: a new draft starts with these. */
export function initialTerms(definitions: readonly TermDefinition[]): TermValues {
  return Object.fromEntries(definitions.flatMap(({ path, initial }) => (initial === null ? [] : [[path, initial]])));
}
