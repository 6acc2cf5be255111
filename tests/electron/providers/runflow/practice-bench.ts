import { awaitEnd, pictureRequest, startPractice } from '../practice-support.ts'
import type { EditRequest, WireRequest } from '../../../../electron/providers/provider.ts'
import { attempt } from '../support.ts'

export const reve = 'runflow/reve/edit'

/** Practice mode with the provider at hand, and the steps of an edit. */
export async function startRunflowBench(options?: { callbackUrl: string }) {
  const bench = await startPractice(options)
  const provider = bench.providers.provider('runflow')
  const context = bench.contextFor('runflow')
  const wire = async (more: Partial<EditRequest> = {}) =>
    await provider.build(await pictureRequest(reve, more), attempt, context)
  const submit = async (request: WireRequest): Promise<string> => {
    const outcome = await provider.submit(request, attempt, context)
    return outcome.kind === 'accepted' ? outcome.runId : ''
  }
  const submits = async (): Promise<number> =>
    (await bench.practice.inspect()).runflow.requests.filter(({ kind }) => kind === 'submit').length
  const run = async (more: Partial<EditRequest> = {}) =>
    await awaitEnd(provider, await submit(await wire(more)), context)
  return { ...bench, provider, context, wire, submit, submits, run }
}
