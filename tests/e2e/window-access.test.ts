import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { startServices } from '../support/service-process.ts'
import { attemptEverything, hasEffect, startForeignServer } from '../support/window-attempts.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import { hasKeyStore, startKeyStore } from '../support/window-key-store.ts'
import { button, cells, dialog } from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { isInMemory, overhear } from '../support/window-secrets.ts'
import { soon } from '../support/window-soon.ts'

describe.skipIf(chromiumPath === null)('from inside the page', () => {
  const browser = useChromium()

  it('nothing reaches the network, runs as a script, or is kept by the browser', async () => {
    const foreign = await startForeignServer()
    const { page } = await createBench(browser()).open({
      attempts: /Content Security Policy|TrustedHTML|TrustedScript|asked (http:\/\/127|data:)/,
    })
    const done = await attemptEverything(page, foreign.host)
    // These end without an error, and without an effect.
    expect(done).toEqual(['frame', 'beacon', 'inline', 'style'])
    expect(await hasEffect(page)).toBe(false)
    expect(foreign.asked).toEqual([])
    const kept = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
      document.cookie,
    ])
    expect(kept).toEqual([0, 0, 0, 0, ''])
  })

  it('a picture is reached by its random id alone, and a path not at all', async () => {
    const bench = createBench(browser())
    const { page } = await bench.open()
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), 2))
    await soon(() => cells(page).count()).toBe(2)
    const urls = await cells(page)
      .locator('img')
      .evaluateAll((all) => all.map((image) => image.getAttribute('src') ?? ''))
    const ids = urls.map((url) => /^\/picture\/([\w-]{16,})\?edge=\d+$/.exec(url)?.[1] ?? '')
    expect(ids.every((id) => id !== '') && ids[0] !== ids[1]).toBe(true)
    const ask = (path: string): Promise<number> => page.evaluate(async (path) => (await fetch(path)).status, path)
    expect(await ask(`/picture/${ids[0] ?? ''}?edge=64`)).toBe(200)
    const library = encodeURIComponent(join(bench.library, 'library.db'))
    const wrong = [`${ids[0]?.slice(0, -1)}x`, '1', library, '..%2f..%2flibrary.db', encodeURIComponent('/etc/passwd')]
    for (const id of wrong) expect(await ask(`/picture/${id}?edge=64`), id).toBe(404)
    for (const path of ['/library.db', '/..%2flibrary.db', '/assets/..%2f..%2fpackage.json', '/api/none']) {
      expect(await ask(path), path).toBe(404)
    }
  })

  it.skipIf(!hasKeyStore)(
    'a key that was saved is nowhere: not on screen, in answers, in memory or in the log',
    async () => {
      const { environment } = await startServices()
      const { RUNFLOW_API_KEY: key = '', RUNFLOW_API_KEY: _key, AIMLAPI_API_KEY: _other, ...addresses } = environment
      const bench = createBench(browser())
      const keyStore = await startKeyStore(bench.folder)
      const { page } = await createBench(browser(), { ...addresses, ...keyStore }).open()
      const heard = await overhear(page)
      await button(page, 'Add a key').click()
      const settings = dialog(page, 'Settings')
      await settings.getByLabel('Key for Runflow').click()
      await page.keyboard.insertText(key)
      await button(settings, 'Try and keep').first().click()
      await settings.getByText('In the system’s key store').waitFor()
      await settings.getByText(/Works\. Balance \$/).waitFor()
      await settings.getByRole('tab', { name: 'Diagnostics' }).click()
      await settings.getByRole('textbox', { name: 'Log' }).waitFor()
      expect(heard.texts.length).toBeGreaterThan(1)
      expect(heard.texts.filter((text) => text.includes(key))).toEqual([])
      expect(await page.content()).not.toContain(key)
      expect(await settings.getByRole('textbox', { name: 'Log' }).inputValue()).not.toContain(key)
      // What a script has let go of is cleared away in its own time.
      await soon(() => isInMemory(page, key)).toBe(false)
      await page.reload()
      await button(page, 'Settings').click()
      await settings.getByText('In the system’s key store').waitFor()
      expect(await isInMemory(page, key), 'in memory after a reload').toBe(false)
    },
  )
})
