import { Refused, type PracticeRequest, type Route } from './message.ts'

export interface FoundRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** The route of a request; for an unknown address one that answers 404, for a known one with another method 405. */
export function findRoute(routes: readonly Route[], { method, url }: PracticeRequest): FoundRoute {
  let isKnown = false
  for (const route of routes) {
    const match = route.pattern.exec(url.pathname)
    if (!match) continue
    isKnown = true
    const params = route.method === method ? decode(match.groups ?? {}) : null
    if (params) return { route, params }
  }
  return { route: refusing(isKnown ? 405 : 404, `Cannot ${method} ${url.pathname}`), params: {} }
}

function decode(groups: Readonly<Record<string, string>>): Record<string, string> | null {
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(groups)) {
    try {
      params[name] = decodeURIComponent(value)
    } catch (error) {
      if (error instanceof URIError) return null
      throw error
    }
  }
  return params
}

function refusing(status: number, message: string): Route {
  return {
    method: '*',
    pattern: /^/,
    kind: 'other',
    access: 'key',
    handle: () => {
      throw new Refused({ status, code: status === 404 ? 'NOT_FOUND' : 'METHOD_NOT_ALLOWED', message })
    },
  }
}
