import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { withoutKeys } from './environment-keys.ts'
import type { KeychainRequest } from './keychain-protocol.ts'

export interface KeychainListener {
  onMessage(message: unknown): void
  /** Said once, with what is known about the end. */
  onExit(reason: string): void
}

/** A running keychain process. It may be killed at any time and never keeps its parent alive. */
export interface KeychainProcess {
  /** Replaces the listener before. */
  listen(listener: KeychainListener): void
  post(request: KeychainRequest): void
  kill(): void
}

export type LaunchKeychain = () => KeychainProcess

const sourceScript = new URL('keychain-process.ts', import.meta.url)

/**
 * Starts the keychain process under this very Node; inside Electron, which is none, another one and the built script have
 * to be named.
 */
export function launchKeychainProcess(script: URL = sourceScript, nodePath = process.execPath): KeychainProcess {
  const child = fork(fileURLToPath(script), {
    execPath: nodePath,
    // Nothing of the parent's flags, output or keys.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: withoutKeys(process.env),
    windowsHide: true,
  })
  let listener: KeychainListener | null = null
  const exited = (reason: string): void => {
    listener?.onExit(reason)
    listener = null
  }
  child.on('message', (message) => listener?.onMessage(message))
  child.on('error', ({ message }) => exited(message))
  child.on('exit', (code, signal) => exited(`it ended with ${signal ?? `code ${code}`}`))
  child.unref()
  child.channel?.unref()
  return {
    listen: (next) => {
      listener = next
    },
    post: (request) => {
      child.send(request, (failure) => {
        if (failure !== null) exited(failure.message)
      })
    },
    kill: () => child.kill('SIGKILL'),
  }
}
