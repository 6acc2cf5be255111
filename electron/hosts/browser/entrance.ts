import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendPage } from './answers.ts'
import { checkHost, type Place } from './guard.ts'
import { HttpRefusal } from './http-refusal.ts'
import type { IsOwnUser } from './peer-user.ts'
import type { Answer, Target } from './routes.ts'
import type { Session } from './session.ts'

interface Entrance {
  readonly session: Session
  readonly place: Place
  readonly isOwnUser: IsOwnUser
  /** How somebody without a session gets a new address, as a sentence. */
  readonly howToEnter: string
  /** For those who were let in. */
  readonly routes: Answer
}

/** Turns everybody away who neither has the cookie nor brings the token for it. */
export function createEntrance({ session, place, isOwnUser, howToEnter, routes }: Entrance) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    checkHost(request, place)
    if (!isOwnUser(request.socket)) throw new HttpRefusal(403, 'This Lightbench is another user’s.')
    const target = readTarget(request)
    const isKnown = session.isKnown(request.headers.cookie)
    const token = target.path === '/' && request.method === 'GET' ? target.query.get('token') : null
    if (token === null) return isKnown ? routes(request, response, target) : turnAway(response)
    const cookie = session.exchange(token)
    // A used address that is opened again, from the history of the browser, is no reason to shut anybody out.
    if (cookie === null && !isKnown) return turnAway(response)
    if (cookie !== null) {
      response.setHeader('Set-Cookie', cookie)
      // Whatever served this port before may have left scripts behind that would answer in our place.
      response.setHeader('Clear-Site-Data', '"cache", "storage"')
    }
    goToPage(request, response)
  }

  function turnAway(response: ServerResponse): void {
    sendPage(response, 401, { sentence: howToEnter })
  }
}

/** The token leaves the address bar and the history. */
function goToPage({ headers }: IncomingMessage, response: ServerResponse): void {
  // A redirect counts as a step of the page with the link, and a strict cookie would stay behind.
  if (headers['sec-fetch-site'] === 'cross-site') sendPage(response, 200, { sentence: 'Lightbench opens.', next: '/' })
  else response.writeHead(303, { Location: '/' }).end()
}

function readTarget({ url = '' }: IncomingMessage): Target {
  const [path = '', ...query] = url.split('?')
  return { path, query: new URLSearchParams(query.join('?')) }
}
