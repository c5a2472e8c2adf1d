import { FineprintError } from '#libs/wire/errors.js';

/** Ends the command: what is asked for, or a file, is wrong. One line for a person. */
export function refuse(detail: string): never {
  throw new FineprintError('INVALID', detail);
}
