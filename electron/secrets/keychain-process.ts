import type { AsyncEntry } from 'keytar'
import { classifyKeychainError } from './keychain-errors.ts'
import type { KeychainReply, KeychainRequest } from './keychain-protocol.ts'
import { readKey } from './read-key.ts'

/*
 * The process that talks to the key store, started by `launchKeychainProcess`. A store that hangs blocks this process
 * alone, and it is killed for it.
 */

type Entries = (account: string) => AsyncEntry

/** Under this name the entries stand in the system's key store. */
const serviceName = 'Lightbench'

serve()

function serve(): void {
  process.on('message', (request) => void answer(request as KeychainRequest).then((reply) => process.send?.(reply)))
  // Ctrl-C on a terminal reaches every process of the group; this one is the main process's to end.
  process.on('SIGINT', () => undefined)
  // Exiting in the ordinary way would wait for a store that hangs.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}

/** Never rejects: what fails becomes a reply. The casts above are safe because the parent alone can send. */
async function answer(request: KeychainRequest): Promise<KeychainReply> {
  try {
    const entries = await openEntries()
    return { id: request.id, ok: true, value: await patiently(() => perform(request, entries)) }
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    return { id: request.id, ok: false, code: classifyKeychainError(detail), detail }
  }
}

/** The binding on Linux gives up on an answer after this long. */
const bindingPatienceMs = 2_000

/**
 * Asks again where the binding gave up before the parent did, because a store may need longer to wake up. Every request
 * may be made twice, and the parent ends this process when its own limit is reached.
 */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    const startedMs = performance.now()
    try {
      return await work()
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown)
      const gaveUp = performance.now() - startedMs > bindingPatienceMs / 2
      if (!gaveUp || classifyKeychainError(detail) !== 'keychain-hanging') throw thrown
    }
  }
}

async function openEntries(): Promise<Entries> {
  const { AsyncEntry } = await import('keytar').catch((thrown: unknown) => {
    throw new Error('The binding to the key store cannot be loaded here.', { cause: thrown })
  })
  // Without the pin Linux falls back in silence to a store in kernel memory, which forgets keys.
  return (account) => new AsyncEntry(serviceName, account, { linux: { store: 'secret-service' } })
}

async function perform(request: KeychainRequest, entries: Entries): Promise<string | boolean | string[] | null> {
  switch (request.operation) {
    case 'get':
      return readKey(entries(request.account))
    case 'set':
      return setKey(entries(request.account), request.key)
    case 'remove':
      return removeKey(entries(request.account))
    case 'list':
      return listAccounts(request.accounts, entries)
  }
}

async function setKey(entry: AsyncEntry, key: string): Promise<null> {
  await entry.setPassword(key)
  if ((await entry.getPassword()) !== key) throw new Error('The key store took the key and gives back another.')
  return null
}

/** macOS reports nothing when a deletion fails, so the store is asked again. */
async function removeKey(entry: AsyncEntry): Promise<boolean> {
  const wasThere = await entry.deletePassword()
  if (wasThere && (await entry.getPassword()) !== null) throw new Error('The key store did not remove the key.')
  return wasThere
}

async function listAccounts(accounts: readonly string[], entries: Entries): Promise<string[]> {
  const found: string[] = []
  for (const account of accounts) {
    if ((await readKey(entries(account))) !== null) found.push(account)
  }
  return found
}
