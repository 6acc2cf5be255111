export type Paper = 'A4' | 'letter'

/** Where people print on Letter; everybody else has A4. */
const letterRegions: ReadonlySet<string> = new Set([
  'US',
  'CA',
  'MX',
  'CL',
  'CO',
  'CR',
  'GT',
  'NI',
  'PA',
  'PH',
  'PR',
  'SV',
  'VE',
])

/** The paper of whoever speaks a language as `en-US` or `de`. */
export function paperOf(locale: string): Paper {
  const region = new Intl.Locale(locale).maximize().region ?? ''
  return letterRegions.has(region) ? 'letter' : 'A4'
}

/** The paper of this machine's own language. */
export function paperHere(): Paper {
  return paperOf(new Intl.DateTimeFormat().resolvedOptions().locale)
}
