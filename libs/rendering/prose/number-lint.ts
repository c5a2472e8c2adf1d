/** What is wrong with a text, and in which of its lines. */
export interface ProseFault {
  readonly line: number;
  readonly reason: string;
}

/**
 * Numbers that are no terms: names of a law's place ("Article 28(3)(g)", "Section 6103", "§ 187"), of an act ("Regulation (EU) 2016/679",
 * "Directive 2011/7/EU") and of a standard ("ISO/IEC 27001", "SOC 2", "RFC 8785", "ISO 4217"). What follows "and" or a comma belongs to them.
 */
const place = String.raw`\d+[a-z]?(?:\(\w+\))*(?:\/\d+)*(?:\/E[CU])?`;
const citation = new RegExp(
  String.raw`\b(?:Articles?|Art\.|Sections?|Chapters?|Annex|Recitals?|Regulation|Directive|Convention|ISO(?:\/IEC)?|IEC|SOC|RFC|NIST)(?: \((?:EU|EC)\))?(?: No\.?)?[ -]${place}(?:(?:,| and| or| to) ${place})*|§§? ?${place}`,
  'g',
);
const placeholder = /\{\{[\s\S]*?\}\}/g;
/** A digit that is not part of a name such as "F1". */
const number = /(?<![\p{L}\p{N}])\d[\d.,]*/u;

/** Digits of a clause that belong to no term: each number that has an effect is a placeholder, so that it also compiles. */
export function numberFaults(text: string): ProseFault[] {
  // Every removed passage keeps its line breaks, so that lines keep their numbers.
  const bare = text.replaceAll(placeholder, lineBreaksOf).replaceAll(citation, lineBreaksOf);
  return bare.split('\n').flatMap((line, at) => {
    const found = number.exec(line)?.[0].replace(/[.,]+$/, '');
    return found === undefined ? [] : [{ line: at + 1, reason: `the number ${found} is not a term; print a term, or spell out a number that has no effect` }];
  });
}

const lineBreaksOf = (passage: string): string => passage.replaceAll(/[^\n]/g, ' ');
