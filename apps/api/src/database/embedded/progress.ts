/** Takes one line for a person, without a line end. */
export type Report = (line: string) => void;

const everyMs = 2_000;

/** Reports `label ... N s` every two seconds while the work lasts, and nothing when it is quicker. */
export async function reporting<T>(report: Report, label: string, work: () => Promise<T>): Promise<T> {
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += everyMs / 1000;
    report(`${label} ... ${seconds} s`);
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
