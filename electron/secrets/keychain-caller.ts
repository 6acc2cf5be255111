import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { createKeyedQueue } from '../library/keyed-queue.ts'
import type { KeychainProcess, LaunchKeychain } from './keychain-launcher.ts'
import { type KeychainFailure, keychainFailures, type KeychainQuestion } from './keychain-protocol.ts'

/** Puts questions to the keychain process, one at a time. */
export interface KeychainCaller {
  /** The value of the reply, unchecked. Failures are those of `SecretStore`. */
  ask(question: KeychainQuestion): Promise<unknown>
  /** Ends the process; the next question starts another. */
  stop(): void
}

interface Limits {
  readonly launch: LaunchKeychain
  readonly limitMs: number
}

const replySchema = z.union([
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), code: z.enum(keychainFailures), detail: z.string() }),
])

const sentences: Readonly<Record<KeychainFailure, string>> = {
  'keychain-absent': 'This computer has no key store that Lightbench can use.',
  'keychain-locked': 'The key store is locked, and nobody unlocked it when it asked.',
  'keychain-refused': 'The key store refused what Lightbench asked of it.',
  'keychain-hanging': 'The key store did not answer in time. If it asks for its password, unlock it first.',
}

/** A question over the limit kills the process, and fails together with everything that waits behind it. */
export function createKeychainCaller({ launch, limitMs }: Limits): KeychainCaller {
  const queue = createKeyedQueue()
  let running: KeychainProcess | null = null
  let hangs = 0
  let lastId = 0
  return { ask, stop }

  function ask(question: KeychainQuestion): Promise<unknown> {
    const hangsBefore = hangs
    return queue.run('keychain', () => {
      if (hangs !== hangsBefore) throw failure('keychain-hanging')
      return exchange(question)
    })
  }

  function exchange(question: KeychainQuestion): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const process = (running ??= launch())
    const id = (lastId += 1)
    const timer = setTimeout(() => {
      hangs += 1
      stop()
      reject(failure('keychain-hanging'))
    }, limitMs)
    process.listen({
      onMessage: (message) => {
        const { data: reply, error } = replySchema.safeParse(message)
        if (reply === undefined) reject(unusable('sent an answer that makes no sense', error))
        else if (reply.id !== id) return
        else if (reply.ok) resolve(reply.value)
        else reject(failure(reply.code, new Error(reply.detail)))
      },
      onExit: (reason) => {
        // A process that was stopped ends after the next may have been started.
        if (running === process) running = null
        reject(unusable(`stopped: ${reason}`))
      },
    })
    process.post({ id, ...question })
    return promise.finally(() => clearTimeout(timer))
  }

  function stop(): void {
    running?.kill()
    running = null
  }
}

/** `keychain-hanging` is nearest to a process that does not answer as it should: the same remedies help. */
export function unusable(what: string, cause?: Error): AppError {
  const message = `The part of Lightbench that talks to the key store ${what}.`
  return new AppError('keychain-hanging', message, cause === undefined ? {} : { cause })
}

function failure(code: KeychainFailure, cause?: Error): AppError {
  return new AppError(code, sentences[code], cause === undefined ? {} : { cause })
}
