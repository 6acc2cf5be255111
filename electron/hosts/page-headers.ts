interface PageNeeds {
  /** Where pictures come from besides the page's own origin, such as a scheme; null for nowhere. */
  readonly pictures: string | null
  /** Whether the page asks its own origin, as it must where there is no message channel. */
  readonly connects: boolean
}

/** What every answer to the page carries: everything is forbidden that the window does not need. */
export function pageHeaders({ pictures, connects }: PageNeeds): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self'${pictures === null ? '' : ` ${pictures}`}`,
    `connect-src ${connects ? "'self'" : "'none'"}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  }
}
