import type { Family, TermValue } from '#libs/wire/terms.js';

/**
 * How a term is recognised in the other side's words. A pattern is a regular expression over a skeleton in which `{days floor|plain}`
 * stands for a figure of that kind with one of those bounds, and `...` for up to 60 characters without a figure. Precision comes first:
 * what a pattern cannot be certain of is left to the reader.
 */
export interface ExtractionRule {
  readonly path: string;
  /** Any of them; the first that matches reads the sentence. */
  readonly patterns: readonly string[];
  /** A sentence in which any of these stands is not read by this rule. */
  readonly unless?: readonly string[];
  /** Only clauses of these families, where the words alone could mean something else. */
  readonly within?: readonly Family[];
  /** For a term that no figure gives: the value that the words state. */
  readonly value?: TermValue;
}

/** A rule ready to be used. */
export interface CompiledRule extends Omit<ExtractionRule, 'patterns' | 'unless'> {
  readonly patterns: readonly RegExp[];
  readonly unless: readonly RegExp[];
  /** No sentence without a figure can match it. */
  readonly needsFigure: boolean;
}

/** Compiles the patterns of rules. */
export function compiled(rules: readonly ExtractionRule[]): readonly CompiledRule[] {
  return rules.map((rule) => ({ ...rule, needsFigure: rule.patterns.every((pattern) => /\{[a-zA-Z]/.test(pattern)), patterns: rule.patterns.map(patternOf), unless: (rule.unless ?? []).map(patternOf) }));
}

function patternOf(pattern: string): RegExp {
  const source = pattern.replaceAll('...', '[^⟦⟧]{0,60}?').replaceAll(/\{(\w+)(?: ([\w|]+))?\}/g, (_, kind: string, bounds?: string) => `⟦${kind}:(\\d+):(?:${bounds ?? '\\w+'})⟧`);
  return new RegExp(source, 'g');
}
