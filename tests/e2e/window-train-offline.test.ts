import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { startGateway } from '../support/gateway.ts'
import { startServices } from '../support/service-process.ts'
import { filesBelow } from '../support/test-run.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import { batchBar, batchHeader, button, cells, chooseModel, prompt, runAll } from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

const pictures = 3
const price = 40_000_000

describe.skipIf(chromiumPath === null)('a batch that is started in a tunnel', () => {
  const browser = useChromium()

  it.each(['by itself at the next start', 'at once when it is told to'] as const)(
    'waits and says so, sends nothing, and goes on %s, charged once',
    async (how) => {
      const services = await startServices()
      const { LIGHTBENCH_RUNFLOW_URL: address = '' } = services.environment
      const gateway = await startGateway(address)
      const bench = createBench(browser(), { ...services.environment, LIGHTBENCH_RUNFLOW_URL: gateway.origin })
      const { window, page } = await bench.open()
      await dropOnto(page, await makePictures(join(bench.folder, 'photos'), pictures))
      await soon(() => cells(page).count()).toBe(pictures)
      await chooseModel(page, 'Reve edit')
      await prompt(page).fill('make {name} warm')
      await runAll(page)
      const header = batchHeader(page)
      await header.getByText('Lightbench tries again every 30 seconds.').waitFor()
      await batchBar(page).getByText('waiting for the network').waitFor()
      expect((await services.inspect()).runflow).toMatchObject({ charges: 0, paid: [], requests: [] })
      expect(gateway.passed()).toBe(0)

      const restarts = how === 'by itself at the next start'
      if (restarts) {
        await window.kill()
        await page.context().close()
      }
      await gateway.open()
      const { page: shown } = restarts ? await bench.open() : { page }
      if (!restarts) await button(header, 'Try now').click()
      await shown.getByRole('navigation', { name: 'Batches' }).getByRole('button', { name: '#1' }).click()
      await soon(() => batchHeader(shown).textContent()).toMatch(/3 done.*\$0\.12 spent/)
      const { runflow } = await services.inspect()
      expect(runflow).toMatchObject({ charges: pictures, charged: pictures * price })
      expect(new Set(runflow.paid.map(({ clientRef }) => clientRef)).size).toBe(pictures)
      expect(runflow.paid).toHaveLength(pictures)
      expect(filesBelow(join(bench.home, 'Lightbench'))).toHaveLength(pictures)
    },
  )
})
