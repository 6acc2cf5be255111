import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Tabs to the element with this name, and expects the focus to be visible on every stop before it. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab')
    const focused = await describeFocus(page)
    expect(focused.isVisible, `the focus on “${focused.name}” can be seen`).toBe(true)
    passed.push(focused.name)
    if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) return
  }
  throw new Error(`The tab key does not come to ${String(name)}; it came to ${passed.join(' | ')}`)
}

/** What has the focus, and whether a ring, a shadow or a line of its own says so. */
function describeFocus(page: Page): Promise<{ readonly name: string; readonly isVisible: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return { name: '', isVisible: true }
    const labelId = element.getAttribute('aria-labelledby') ?? ''
    const name = document.getElementById(labelId)?.textContent ?? element.getAttribute('aria-label')
    const hasRing = [element, element.parentElement, element.nextElementSibling].some((near) => {
      if (near === null) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(near)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
    const line = getComputedStyle(element, '::after')
    const isDrawn = line.backgroundColor !== 'rgba(0, 0, 0, 0)' || line.outlineStyle !== 'none'
    const hasLine = line.content !== 'none' && isDrawn
    return { name: (name ?? element.textContent).trim(), isVisible: hasRing || hasLine }
  })
}
