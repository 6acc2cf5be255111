import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { CDPSession, Page } from 'playwright-core'

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
}

export interface AxeChecks {
  /** Looks at what is shown now: light and dark, and in a small window. */
  check(screen: string): Promise<void>
  /** What was wrong so far, a line for each place. */
  readonly found: readonly string[]
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const large = { width: 1440, height: 900 }
const small = { width: 1024, height: 700 }

export function createAxeChecks(page: Page): AxeChecks {
  const found: string[] = []
  const look = async (screen: string, rules?: readonly string[]): Promise<void> => {
    await settle(page)
    for (const line of await findViolations(page, rules)) found.push(`${screen}: ${line}`)
  }
  return {
    found,
    check: async (screen) => {
      await look(screen)
      // Only colours are others.
      await page.emulateMedia({ colorScheme: 'dark' })
      await look(`${screen}, dark`, ['color-contrast', 'link-in-text-block'])
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(small)
      await look(`${screen}, small`)
      await page.setViewportSize(large)
    },
  }
}

/** Resolves when nothing moves or fades any more, because a half faded text has no contrast. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

/**
 * Runs axe in a world of its own beside the page, as an extension would: the page's policy lets nothing be added to it,
 * and stays as it is.
 */
async function findViolations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  try {
    const violations = await runAxe(session, rules)
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
    )
  } finally {
    await session.detach()
  }
}

async function runAxe(session: CDPSession, rules?: readonly string[]): Promise<readonly Violation[]> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  })
  await session.send('Runtime.evaluate', { expression: source, contextId })
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) }
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `axe.run(${JSON.stringify(options)}).then(({ violations }) => JSON.stringify(violations))`,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return JSON.parse(String(result.value)) as readonly Violation[] // As axe documents it.
}
