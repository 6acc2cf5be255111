export interface Redactor {
  /** Registers a secret; from now on it is replaced wherever it stands, also inside other text. */
  add(secret: string): void
  /** A text with everything taken out that must not be written down. */
  text(text: string): string
}

/** Shorter ones would blot out ordinary words; no service has such keys. */
const shortestSecret = 4
const mark = '[redacted]'
/** Nobody reads on after this; it also bounds the work of the patterns. */
const longestText = 20_000

const rules: readonly (readonly [RegExp, string])[] = [
  // Pictures in text form, and anything else that is carried whole.
  [/\bdata:[\w.+/-]*[;,][^\s"'<>)]*/gi, 'data:[left out]'],
  // Signed links let anybody fetch what they point to, and user parts are passwords.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/"'<>@?#]*@/gi, `$1${mark}@`],
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>?#]*)[?#][^\s"'<>)]*/gi, `$1?${mark}`],
  [/\?[\w.~%-]+=[^\s"'<>)]*/g, `?${mark}`],
  [
    /\b(authorization|proxy-authorization|x-api-key|api[-_]?key|cookie|set-cookie)(["']?\s*[:=]\s*["']?)[^\r\n"']*/gi,
    `$1$2${mark}`,
  ],
  [/\b(bearer|basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${mark}`],
  // Base64 without a `data:` in front, or any other block nobody reads.
  [/[A-Za-z0-9+/=_-]{300,}/g, '[long text left out]'],
]

/** Replaces registered secrets and what looks like one. Secrets are held in memory for the life of the redactor. */
export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  return {
    add: (secret) => {
      for (const form of formsOf(secret)) secrets.add(form)
    },
    text: (text) => {
      let clean = text
      for (const secret of secrets) clean = clean.replaceAll(secret, mark)
      // Cut only now, so that no secret is left in part.
      clean = clean.slice(0, longestText)
      for (const [pattern, replacement] of rules) clean = clean.replace(pattern, replacement)
      return clean
    },
  }
}

/** A secret as it is and as it stands in URLs, JSON and basic authentication. */
function formsOf(secret: string): string[] {
  const trimmed = secret.trim()
  if (trimmed.length < shortestSecret) return []
  const quoted = JSON.stringify(trimmed).slice(1, -1)
  const encoded = Buffer.from(trimmed).toString('base64')
  return [trimmed, quoted, encodeURIComponent(trimmed.toWellFormed()), encoded, encoded.replace(/=+$/, '')]
}
