import { createHash } from 'node:crypto'
import type { EditResult, LookUpOutcome, RunOutcome } from '../../../../electron/providers/provider.ts'
import { nanoUsd, timesMoney } from '../../../../shared/domain/money.ts'
import { failure } from '../../../support/fake-provider.ts'
import { createModelFiles } from './model-files.ts'
import {
  freeOfCharge,
  readBody,
  refusal,
  refusals,
  type ModelService,
  type ModelServiceOptions,
  type Work,
} from './model-service.ts'
import type { Tape } from './tape.ts'

/** A service with runs: it takes an attempt once however often it is sent, and can be asked about it. */
export function createRunService({ price, tapeOf }: ModelServiceOptions): ModelService {
  const works: Work[] = []
  const files = createModelFiles((work) => tapeOf(works.find(({ id }) => id === work)?.itemId ?? ''))

  return {
    id: 'runflow',
    canResend: true,
    lookUpWaitsMs: [1_000, 5_000],
    works,
    files,
    pollDelayMs: () => 2_000,
    build: async ({ prompt, parameters }, { itemId }) => {
      if (tapeOf(itemId).pick(['built', 'unavailable'], 10) === 'unavailable')
        throw failure('busy', 'provider-unavailable')
      const body = JSON.stringify({ prompt, pictures: parameters['num_images'] ?? 1 })
      return await Promise.resolve({ path: '/runs', body, bodySha256: createHash('sha256').update(body).digest('hex') })
    },
    submit: async (wire, { id, itemId }) => {
      await Promise.resolve()
      const answer = tapeOf(itemId).pick(['accepted', ...refusals, 'accepted-unheard', 'accepted-unheard'] as const)
      if (answer !== 'accepted' && answer !== 'accepted-unheard') throw refusal(answer)
      const known = works.find(({ attemptId }) => attemptId === id)
      const work = known ?? begin({ attemptId: id, itemId, ...readBody(wire.body) })
      if (answer === 'accepted-unheard') throw refusal('lost')
      return { kind: 'accepted', runId: work.id, requestId: null }
    },
    poll: async (runId, _options, _context) => {
      await Promise.resolve()
      const work = works.find(({ id }) => id === runId)
      return work === undefined ? { kind: 'missing' } : read(work, tapeOf(work.itemId))
    },
    lookUp: async ({ id, itemId }): Promise<LookUpOutcome> => {
      await Promise.resolve()
      const work = works.find(({ attemptId }) => attemptId === id)
      const answer = tapeOf(itemId).pick(['truth', 'late', 'unavailable', 'offline', 'blocked', 'unclear'] as const)
      if (answer === 'unavailable' || answer === 'offline' || answer === 'blocked') throw refusal(answer)
      if (work !== undefined && answer === 'truth') return { kind: 'found', runId: work.id }
      return { kind: 'absent', isProof: answer !== 'unclear' }
    },
    fetchImage: (image, target) => files.fetchImage(image, target),
  }

  function begin(request: Pick<Work, 'attemptId' | 'itemId' | 'prompt' | 'pictures'>): Work {
    const id = `run-${works.length + 1}`
    const work: Work = { ...request, id, end: null, charged: freeOfCharge, wasDenied: false, isAnswerLost: false }
    works.push(work)
    return work
  }

  function read(work: Work, tape: Tape): RunOutcome {
    const troubles = ['working', 'unavailable', 'blocked', 'missing', 'bug'] as const
    const answer = tape.pick(['end', ...troubles] as const)
    if (answer === 'working') return { kind: 'working', statusCode: 'running' }
    if (answer === 'missing') {
      work.wasDenied = true
      return { kind: 'missing' }
    }
    if (answer !== 'end') throw refusal(answer)
    work.end ??= tape.pick(['succeeded', 'failed', 'cancelled', 'empty'] as const, 20)
    if (work.end === 'failed') return { kind: 'failed', code: 'provider-failed', message: 'Too dark.', requestId: null }
    work.charged = nanoUsd(timesMoney(price, work.pictures) * 0.9)
    const cost = { amount: work.charged, source: 'service' } as const
    return work.end === 'cancelled' ? { kind: 'cancelled', cost } : { kind: 'finished', result: resultOf(work) }
  }

  function resultOf({ id, pictures, end, charged }: Work): EditResult {
    const count = end === 'empty' ? 0 : pictures
    return {
      images: Array.from({ length: count }, (_, index) => ({
        kind: 'url',
        url: files.urlOf(id, index),
        flagged: false,
      })),
      cost: { amount: charged, source: 'service' },
      seed: null,
      nsfwDetected: null,
      isPartial: false,
      requestId: null,
    }
  }
}
