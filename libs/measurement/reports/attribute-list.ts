/**
 * Parts a list of attributes at its commas. Attributes may have commas in their names: of the known names the longest that the list goes on
 * with is taken, so that "a,b" is the attribute "a,b" where there is one, and "b,a" both. What is not known reaches up to the next comma.
 */
export function attributesIn(list: string, known: readonly string[]): string[] {
  const longestFirst = known.toSorted((a, b) => b.length - a.length);
  const names: string[] = [];
  for (let rest = `${list},`; rest !== ''; rest = rest.slice(names.at(-1)!.length + 1)) {
    names.push(longestFirst.find((name) => rest.startsWith(`${name},`)) ?? rest.slice(0, rest.indexOf(',')));
  }
  return names;
}
