const longestWaitMs = 60_000

/**
 * The wait a `Retry-After` header asks for, in both its forms, at most a minute; null where it asks for none. A date is
 * measured from the reply's own `Date`, so that this machine's clock does not matter where the service tells its own.
 */
export function parseRetryAfter(header: string | null, date: string | null): number | null {
  if (header === null) return null
  const text = header.trim()
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * 1000), longestWaitMs)
  const until = Date.parse(text)
  if (!/[a-z]/i.test(text) || Number.isNaN(until)) return null
  const from = date === null ? Number.NaN : Date.parse(date)
  return Math.min(Math.max(until - (Number.isNaN(from) ? Date.now() : from), 0), longestWaitMs)
}
