import { createHash } from 'node:crypto'
import type { LookUpOutcome, ResultImage, SubmitOutcome } from '../../../../electron/providers/provider.ts'
import { createModelFiles } from './model-files.ts'
import { readBody, refusal, refusals, type ModelService, type ModelServiceOptions, type Work } from './model-service.ts'

/** A service that answers with the result itself. It takes every request anew and cannot be asked for a result again. */
export function createCallService({ price, tapeOf }: ModelServiceOptions): ModelService {
  const works: Work[] = []
  const files = createModelFiles((work) => tapeOf(works.find(({ id }) => id === work)?.itemId ?? ''))

  return {
    id: 'aimlapi',
    canResend: false,
    lookUpWaitsMs: [60_000, 60_000],
    works,
    files,
    pollDelayMs: () => 0,
    poll: () => Promise.resolve({ kind: 'missing' }),
    build: async ({ prompt }) => {
      const body = JSON.stringify({ prompt, pictures: 1 })
      return await Promise.resolve({
        path: '/images',
        body,
        bodySha256: createHash('sha256').update(body).digest('hex'),
      })
    },
    submit: async (wire, { id, itemId }): Promise<SubmitOutcome> => {
      await Promise.resolve()
      const answers = ['link', 'inline', 'empty', ...refusals, 'unheard'] as const
      const answer = tapeOf(itemId).pick(answers)
      if (refusals.some((kind) => kind === answer)) throw refusal(answer as (typeof refusals)[number]) // Just checked.
      const work = take(wire.body, { id, itemId }, answer === 'empty')
      if (answer === 'unheard') {
        work.isAnswerLost = true
        throw refusal('lost')
      }
      const cost = { amount: work.charged, source: 'service' } as const
      const images = work.end === 'empty' ? [] : [imageOf(work, answer === 'inline')]
      const rest = { seed: null, nsfwDetected: null, isPartial: false, requestId: null }
      return { kind: 'finished', runId: null, result: { images, cost, ...rest } }
    },
    lookUp: async ({ id, itemId }): Promise<LookUpOutcome> => {
      await Promise.resolve()
      const work = works.find(({ attemptId }) => attemptId === id)
      const answer = tapeOf(itemId).pick(['truth', 'late', 'unavailable', 'offline', 'blocked'] as const)
      if (answer === 'unavailable' || answer === 'offline' || answer === 'blocked') throw refusal(answer)
      if (work === undefined || answer === 'late') return { kind: 'absent', isProof: false }
      return { kind: 'billed', cost: { amount: work.charged, source: 'service' } }
    },
    fetchImage: (image, target) => files.fetchImage(image, target),
  }

  function take(body: string, { id, itemId }: { id: string; itemId: string }, isEmpty: boolean): Work {
    const work: Work = {
      id: `call-${works.length + 1}`,
      attemptId: id,
      itemId,
      ...readBody(body),
      end: isEmpty ? 'empty' : 'succeeded',
      charged: price,
      wasDenied: false,
      isAnswerLost: false,
    }
    works.push(work)
    return work
  }

  function imageOf({ id }: Work, isInline: boolean): ResultImage {
    if (!isInline) return { kind: 'url', url: files.urlOf(id, 0), flagged: false }
    return { kind: 'base64', base64: Buffer.from(files.contentOf(id, 0)).toString('base64'), flagged: false }
  }
}
