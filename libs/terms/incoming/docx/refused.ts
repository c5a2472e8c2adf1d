import { FineprintError } from '#libs/wire/errors.js';

/** Why a document is not read. */
export type DocumentFault =
  | 'NOT_A_DOCUMENT'
  | 'ENCRYPTED'
  | 'ZIP_DAMAGED'
  | 'ZIP_BOMB'
  | 'ZIP_ENTRIES'
  | 'ZIP_NAME'
  | 'MACROS'
  | 'EXTERNAL_CONTENT'
  | 'XML_DOCTYPE'
  | 'XML_DEPTH'
  | 'XML_SIZE'
  | 'XML_INVALID'
  | 'TEXT_TOO_LONG'
  | 'NO_TEXT';

/** DOCUMENT_REFUSED, with what is wrong in words for the person who sent the document. */
export function refused(fault: DocumentFault, detail: string): FineprintError {
  return new FineprintError('DOCUMENT_REFUSED', detail, [{ pointer: '', code: fault, detail }]);
}
