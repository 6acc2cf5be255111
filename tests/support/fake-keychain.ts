import type { KeychainListener, KeychainProcess } from '../../electron/secrets/keychain-launcher.ts'
import type { KeychainRequest } from '../../electron/secrets/keychain-protocol.ts'

export interface FakeKeychain extends KeychainProcess {
  readonly requests: KeychainRequest[]
  isKilled: boolean
  /** Answers the latest request. */
  reply(answer: Record<string, unknown>): void
  say(message: unknown): void
  end(reason: string): void
  /** Resolves when this many requests have arrived. */
  received(count: number): Promise<void>
}

/** A keychain process that answers when the test says so. */
export function createFakeKeychain(): FakeKeychain {
  const requests: KeychainRequest[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  let listener: KeychainListener | null = null
  const fake: FakeKeychain = {
    requests,
    isKilled: false,
    listen: (next) => {
      listener = next
    },
    post: (request) => {
      requests.push(request)
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve()
    },
    kill: () => {
      fake.isKilled = true
    },
    reply: (answer) => fake.say({ id: requests.at(-1)?.id, ...answer }),
    say: (message) => listener?.onMessage(message),
    end: (reason) => listener?.onExit(reason),
    received: (count) =>
      requests.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
  }
  return fake
}
