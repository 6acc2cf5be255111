import type { PaidRequest } from '../../../electron/practice/inspection.ts'
import type { Random } from '../random.ts'
import type { Services } from '../support/services.ts'
import { models } from '../support/stored-batch.ts'

/** One library whose clock is not to be trusted. */
export interface Run {
  /** Used by no other run at the same time. */
  readonly services: Services
  readonly service: keyof typeof models
  readonly sources: string
  readonly home: string
  readonly out: string
  readonly prompt: string
  readonly environment: Readonly<Record<string, string>>
  readonly random: Random
}

/** Pictures of a run. */
export const items = 4

/** With these, Node lets `FAULTS_START` and `FAULTS_JUMPS` say what the time is. */
export const clockArguments = ['--import', new URL('shifted-date.ts', import.meta.url).href] as const

export function editArguments({ sources, service, prompt, out }: Run): string[] {
  const wanted = ['--model', models[service], '--prompt', prompt, '--out', out]
  return ['edit', sources, ...wanted, '--no-metadata', '--yes', '--json']
}

export async function paidFor({ services, service, prompt }: Run): Promise<readonly PaidRequest[]> {
  return (await services.inspect())[service].paid.filter((request) => request.prompt === prompt)
}
