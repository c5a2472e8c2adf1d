import { agreementStates, type Agreement } from '#libs/wire/agreements.js';
import type { Breach } from '#libs/wire/breaches.js';
import type { IncomingPaper } from '#libs/wire/incoming-papers.js';
import type { System } from '#libs/wire/systems.js';

/** Columns of a list of breaches; BreachRow has their cells. */
export const breachColumns = [
  { label: 'Objective', name: 'objective', by: (breach: Breach) => breach.objectiveLabel },
  { label: 'Window', name: 'window', by: (breach: Breach) => breach.windowStart },
  { label: 'Measured', numeric: true },
  { label: 'Target', numeric: true },
  { label: 'Credit', name: 'credit', numeric: true, by: (breach: Breach) => (breach.credit ? Number(breach.credit.amount) : null) },
  { label: 'State', name: 'state', by: (breach: Breach) => breach.state },
  { label: 'Claim by', name: 'due', by: (breach: Breach) => breach.claimDueAt },
] as const;

/** Columns of a list of agreements; AgreementRow has their cells. */
export const agreementColumns = [
  { label: 'Agreement', name: 'title', by: (agreement: Agreement) => agreement.title },
  { label: 'State', name: 'state', by: (agreement: Agreement) => agreementStates.indexOf(agreement.state) },
  { label: 'Systems' },
  { label: 'In effect', name: 'from', by: (agreement: Agreement) => agreement.effectiveFrom },
  { label: 'Open breaches', name: 'breaches', numeric: true, by: (agreement: Agreement) => agreement.openBreaches },
] as const;

/** Columns of a list of systems; SystemRow has their cells. */
export const systemColumns = [
  { label: 'System', name: 'name', by: (system: System) => system.name },
  { label: 'Objectives' },
  { label: 'Environment', name: 'environment', by: (system: System) => system.environment },
  { label: 'Last event', name: 'event', by: (system: System) => system.lastEventAt },
] as const;

/** Columns of a list of incoming papers; PaperRow has their cells. */
export const paperColumns = [
  { label: 'Paper', name: 'title', by: (paper: IncomingPaper) => paper.title },
  { label: 'Format', name: 'format', by: (paper: IncomingPaper) => paper.format },
  { label: 'Clauses', name: 'clauses', numeric: true, by: (paper: IncomingPaper) => paper.clauses },
  { label: 'Unmatched', name: 'unmatched', numeric: true, by: (paper: IncomingPaper) => paper.unmatched },
  { label: 'Terms to decide', name: 'undecided', numeric: true, by: (paper: IncomingPaper) => paper.undecided },
  { label: 'Draft' },
  { label: 'Received', name: 'received', by: (paper: IncomingPaper) => paper.receivedAt },
] as const;
