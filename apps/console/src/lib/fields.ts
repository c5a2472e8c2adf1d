/** A field of a form as a fault speaks of it. */
export interface NamedField {
  readonly id: string;
  readonly label: string;
}

/** The fields of a form by name, each with the words a person knows it by; of several with one name, the first. */
export function namedFields(form: HTMLFormElement | undefined): ReadonlyMap<string, NamedField> {
  const fields = [...(form?.elements ?? [])].filter(isField).filter((field) => field.id !== '');
  return new Map(fields.toReversed().map((field) => [field.name, { id: field.id, label: wordsOf(field) }]));
}

type FormField = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isField(element: Element): element is FormField {
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
}

// A label around its control names one choice of many: there the legend is the question.
function wordsOf(field: FormField): string {
  const label = field.labels?.[0];
  const words = label?.contains(field) ? field.closest('fieldset')?.querySelector('legend') : label;
  return words?.firstChild?.textContent?.trim() || field.name;
}
