const units = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const small = [...units, ...tens].toSorted((one, other) => other.length - one.length).join('|');

/** A whole number below 1,000 in English words, as a pattern: "thirty", "forty-five", "one hundred and eighty". */
export const numberWordsPattern = `(?:(?:(?:one|two|three|four|five|six|seven|eight|nine|a)[\\s-]+hundred(?:[\\s-]+(?:and[\\s-]+)?(?:${small})(?:[\\s-]+(?:${units.slice(1, 10).join('|')}))?)?)|(?:${tens.join('|')})(?:[\\s-]+(?:${units.slice(1, 10).join('|')}))?|(?:${units.slice(1).toReversed().join('|')}))`;

/** The number that words name, or undefined when they are none. */
export function numberOfWords(words: string): number | undefined {
  let sum = 0;
  for (const word of words.toLowerCase().split(/[\s-]+/)) {
    if (word === 'hundred') sum = Math.max(sum, 1) * 100;
    else if (word !== 'and') {
      const value = word === 'a' ? 1 : valueOf(word);
      if (value === undefined) return undefined;
      sum += value;
    }
  }
  return sum;
}

function valueOf(word: string): number | undefined {
  const unit = units.indexOf(word);
  if (unit >= 0) return unit;
  const ten = tens.indexOf(word);
  return ten < 0 ? undefined : (ten + 2) * 10;
}
