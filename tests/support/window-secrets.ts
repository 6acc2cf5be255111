import type { CDPSession, Page } from 'playwright-core'

/** Everything the host tells a page from now on, as text. */
export interface Overheard {
  readonly texts: readonly string[]
}

/** Listens to answers and events of the host. */
export async function overhear(page: Page): Promise<Overheard> {
  const texts: string[] = []
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.eventSourceMessageReceived', ({ data }) => texts.push(data))
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) return
    // A request whose page was left has no body any more.
    response.text().then(
      (text) => texts.push(text),
      () => undefined,
    )
  })
  return { texts }
}

/** Whether a text is anywhere in the memory of the page's scripts. */
export async function isInMemory(page: Page, text: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page)
  // The first round finds what the second can clear away.
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage')
  const snapshot = await takeSnapshot(session)
  await session.detach()
  return snapshot.includes(text)
}

async function takeSnapshot(session: CDPSession): Promise<string> {
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  return chunks.join('')
}
