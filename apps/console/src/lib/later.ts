/** A promise that a page shows once it is settled. Its failure is shown there too, so it is not reported as one that nobody saw. */
export function later<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}
