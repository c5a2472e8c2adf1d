const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

/** A calendar date as it reads in a document: "2026-09-01" becomes "1 September 2026". */
export function longDate(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return `${Number(day)} ${monthName(month)} ${year}`;
}

/** The English name of a month from its number as text: "09" is September. What is not a month stays as it is. */
export function monthName(month: string): string {
  return months[Number(month) - 1] ?? month;
}
