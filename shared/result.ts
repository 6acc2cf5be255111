/** The outcome of something that may fail in a way the caller is expected to handle. */
export type Result<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: F }

/** Marks a `switch` as exhaustive: adding a case to the union makes the call fail to compile. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
