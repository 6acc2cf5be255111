/**
 * @typedef {{
 *   kill(signal: NodeJS.Signals): unknown,
 *   on(event: 'error', listener: (thrown: Error) => void): unknown,
 *   on(event: 'exit', listener: (code: number | null, signal: NodeJS.Signals | null) => void): unknown,
 * }} Child what is used of a child process
 * @typedef {{ readonly exitCode: number } | { readonly instead: string }} Ending `instead` says why another host is needed
 */

/** A window is there long before; whatever ends later has been used, and is not to be opened a second time. */
const earlyMs = 15_000

/**
 * Waits for Electron, hands on what asks this process to end, and says how it ended: as it did, or that it never came
 * to a window, as where its libraries are missing, its sandbox is refused or the screen does not answer.
 * @param {{
 *   start: () => Child,
 *   onSignal: (listener: (signal: NodeJS.Signals) => void) => () => void,
 *   now: () => number,
 * }} machine `onSignal` returns what ends it; `now` is in milliseconds
 * @returns {Promise<Ending>}
 */
export function runElectron({ start, onSignal, now }) {
  const begunMs = now()
  const child = start()
  let isAsked = false
  const stop = onSignal((signal) => {
    isAsked = true
    child.kill(signal)
  })
  return new Promise((resolve) => {
    child.on('error', ({ message }) => {
      stop()
      resolve({ instead: message })
    })
    child.on('exit', (code, signal) => {
      stop()
      const isEarly = !isAsked && code !== 0 && now() - begunMs < earlyMs
      resolve(isEarly ? { instead: reasonOf(code, signal) } : { exitCode: code ?? 4 })
    })
  })
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function reasonOf(code, signal) {
  // What a system says whose libraries are not those the program wants.
  if (code === 127) return 'libraries it needs are missing'
  return signal === null ? `it ended at once with exit code ${code}` : `it ended at once by ${signal}`
}
