/**
 * Has the browser ask before the page is left in the middle of `work`, and calls `onLeft` where it is left all the same.
 */
export async function whileSending<T>(work: () => Promise<T>, onLeft: () => void): Promise<T> {
  const over = new AbortController()
  const { signal } = over
  window.addEventListener('beforeunload', (event) => event.preventDefault(), { signal })
  window.addEventListener('pagehide', onLeft, { signal })
  try {
    return await work()
  } finally {
    over.abort()
  }
}
