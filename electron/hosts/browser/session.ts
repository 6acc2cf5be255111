import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may come in: whoever brings the latest token, once, and from then on whoever has the cookie it was given for. */
export interface Session {
  /** A new token; the one before it is void, used or not. */
  issueToken(): string
  /** The `Set-Cookie` for this token, null for a wrong or used one. */
  exchange(token: string): string | null
  isKnown(cookieHeader: string | undefined): boolean
}

const secretBytes = 32

export function createSession(port: number): Session {
  // Cookies belong to a host with all its ports, so the name keeps two instances apart.
  const name = `lightbench-${port}`
  const secret = newSecret()
  let token: string | null = null
  return {
    issueToken: () => (token = newSecret()),
    exchange: (offered) => {
      if (token === null || !isSame(offered, token)) return null
      token = null
      return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`
    },
    isKnown: (header = '') =>
      header
        .split(';')
        .map((pair) => pair.trim())
        .some((pair) => pair.startsWith(`${name}=`) && isSame(pair.slice(name.length + 1), secret)),
  }
}

function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url')
}

/** Takes as long for any two texts. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
