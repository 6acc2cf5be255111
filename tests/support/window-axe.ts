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
  /** The same where a menu is open, which belongs to no landmark. */
  checkMenu(screen: string): Promise<void>
  /** What was wrong so far, a line for each place. */
  readonly found: readonly string[]
}

type Rules = readonly string[]

interface RuleChoice {
  readonly only?: Rules
  readonly without?: Rules
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const large = { width: 1440, height: 900 }
const small = { width: 1024, height: 700 }

export function createAxeChecks(page: Page): AxeChecks {
  const found: string[] = []
  const look = async (screen: string, choice: RuleChoice): Promise<void> => {
    await settle(page)
    for (const line of await findViolations(page, choice)) found.push(`${screen}: ${line}`)
  }
  const check = async (screen: string, without: Rules = []): Promise<void> => {
    await look(screen, { without })
    // Only colours are others.
    await page.emulateMedia({ colorScheme: 'dark' })
    await look(`${screen}, dark`, { only: ['color-contrast', 'link-in-text-block'] })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(small)
    await look(`${screen}, small`, { without })
    await page.setViewportSize(large)
  }
  return { found, check: (screen) => check(screen), checkMenu: (screen) => check(screen, ['region']) }
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
async function findViolations(page: Page, choice: RuleChoice): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  try {
    const violations = await runAxe(session, choice)
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
    )
  } finally {
    await session.detach()
  }
}

async function runAxe(session: CDPSession, { only, without = [] }: RuleChoice): Promise<readonly Violation[]> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  })
  await session.send('Runtime.evaluate', { expression: source, contextId })
  const options = {
    resultTypes: ['violations'],
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    ...(only && { runOnly: { type: 'rule', values: only } }),
  }
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `axe.run(${JSON.stringify(options)}).then(({ violations }) => JSON.stringify(violations))`,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return JSON.parse(String(result.value)) as readonly Violation[] // As axe documents it.
}
