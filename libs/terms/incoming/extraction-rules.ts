import { compiled } from './rule.js';
import { creditRules } from './rules/credits.js';
import { dataRules } from './rules/data.js';
import { feeAndLiabilityRules } from './rules/fees-and-liability.js';
import { lawRules } from './rules/law.js';
import { operationRules } from './rules/operations.js';
import { serviceLevelRules } from './rules/service-levels.js';
import { termAndExitRules } from './rules/term-and-exit.js';

/** Every rule that reads a term out of the other side's words. */
export const extractionRules = compiled([...serviceLevelRules, ...creditRules, ...dataRules, ...feeAndLiabilityRules, ...termAndExitRules, ...operationRules, ...lawRules]);
