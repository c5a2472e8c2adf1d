import { numberOf } from './cell-number.js';
import { refuse } from './refuse.js';
import type { Row } from './row.js';
import type { Condition } from './where.js';

/** Whether a row meets a condition; undefined when the cell is not of the column's kind. */
export type ConditionTest = (row: Row) => boolean | undefined;

/** Answers to the same text again come from here, unless a column has very many. */
const rememberedTexts = 10_000;

/** A missing cell meets no condition but `!=` and `is missing`. */
export function numberTest({ operator, operands }: Condition, place: number): ConditionTest {
  const numbers = operands.map((operand) => numberOf(operand) ?? Number.NaN);
  const [wanted = Number.NaN] = numbers;
  const holds = ((): ((value: number) => boolean) => {
    switch (operator) {
      case '=':
        return (value) => value === wanted;
      case '!=':
        return (value) => value !== wanted;
      case '>':
        return (value) => value > wanted;
      case '>=':
        return (value) => value >= wanted;
      case '<':
        return (value) => value < wanted;
      case '<=':
        return (value) => value <= wanted;
      case 'in':
        return (value) => numbers.includes(value) && !Number.isNaN(value);
      case 'is given':
        return (value) => !Number.isNaN(value);
      case 'is missing':
        return (value) => Number.isNaN(value);
    }
  })();
  return (row) => {
    const value = row.numberAt(place);
    return value === undefined ? undefined : holds(value);
  };
}

/** The same of texts, which are ordered by their characters, so that times of the same form compare as they should. */
export function textTest({ operator, operands, text: written }: Condition, place: number): ConditionTest {
  const [wanted = ''] = operands;
  const holds = ((): ((text: string) => boolean) => {
    switch (operator) {
      case '=':
        return (text) => text === wanted;
      case '!=':
        return (text) => text !== wanted;
      case '>':
        return (text) => text > wanted;
      case '>=':
        return (text) => text >= wanted;
      case '<':
        return (text) => text < wanted;
      case '<=':
        return (text) => text <= wanted;
      case 'in':
        return (text) => operands.includes(text);
      case 'is given':
        return () => true;
      case 'is missing':
        return () => false;
    }
  })();
  const isOrder = (operator.startsWith('>') || operator.startsWith('<')) && !areNumbers(operands);
  const answers = new Map<string, boolean>();
  return (row) => {
    const key = row.keyAt(place);
    if (key === null) return operator === '!=' || operator === 'is missing';
    const known = answers.get(key);
    if (known !== undefined) return known;
    const text = row.textOf(key);
    if (isOrder && Number.isFinite(numberOf(text))) refuse(`--where ${written}: the column holds the number ${text}, and "${wanted}" is none`);
    const answer = holds(text);
    if (answers.size < rememberedTexts) answers.set(key, answer);
    return answer;
  };
}

/** Whether a condition can be one on numbers. */
export function areNumbers(operands: readonly string[]): boolean {
  return operands.every((operand) => numberOf(operand) !== undefined);
}
