import type { Failure } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import { connectionLost } from './request.ts'

/** Sends a value to the browser host. Never rejects: no answer is a failure like others. */
export function postJson<T>(path: string, value: unknown): Promise<Result<T, Failure>> {
  return send(path, jsonOf(value))
}

/** Of the 64 KiB that browsers send on for a page that is gone; beyond those they send nothing at all. */
const mostBytesToOutlive = 60_000
let bytesUnderWay = 0

/** As `postJson`, and what is not too long arrives even where the page is left meanwhile. */
export async function postLastly<T>(path: string, value: unknown): Promise<Result<T, Failure>> {
  const init = jsonOf(value)
  const bytes = new Blob([init.body]).size
  if (bytesUnderWay + bytes > mostBytesToOutlive) return send(path, init)
  bytesUnderWay += bytes
  try {
    return await send(path, { ...init, keepalive: true })
  } finally {
    bytesUnderWay -= bytes
  }
}

function jsonOf(value: unknown) {
  const headers = { 'Content-Type': 'application/json' }
  return { method: 'POST', headers, body: JSON.stringify(value ?? null) }
}

export async function send<T>(path: string, init: RequestInit): Promise<Result<T, Failure>> {
  try {
    const response = await fetch(path, init)
    if (!response.ok) return { ok: false, error: await describe(response) }
    // A result leaves out a value of `undefined`; what else is in it is the host's contract.
    return (await response.json()) as Result<T, Failure>
  } catch {
    return { ok: false, error: connectionLost } // Refused, broken off or cut short: nobody answers there any more.
  }
}

async function describe(response: Response): Promise<Failure> {
  if (response.status === 401) return { code: 'unexpected', message: 'This page was left by Lightbench; open it anew.' }
  const message = (await response.text()).trim()
  return { code: response.status < 500 ? 'invalid-request' : 'unexpected', message }
}
