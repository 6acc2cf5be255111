import type { Page } from 'playwright-core'

/** What scripts of a stranger could try once inside; each result says whether it was stopped. Run in the page. */
export function inject(page: Page): Promise<readonly { readonly name: string; readonly ran: boolean }[]> {
  return page.evaluate(async () => {
    const global = window as unknown as Record<string, unknown> // The mark is no property of windows.
    // A turn later: what the debugger runs itself may use eval.
    await new Promise((resolve) => setTimeout(resolve))
    const { body } = document
    const called = (name: string, text: string): unknown => {
      const found = global[name] as (text: string) => unknown // Each of the three takes a text.
      const made = found(text)
      return typeof made === 'function' ? (made as () => unknown)() : made
    }
    const add = (name: string, attributes: Readonly<Record<string, string>>, text = ''): HTMLElement => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      element.append(text)
      body.append(element)
      return element
    }
    const script = 'window.__ran = 1'
    const blob = (): string => URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
    const attempts: Readonly<Record<string, () => unknown>> = {
      'inline script': () => add('script', {}, script),
      'script of another address': () => add('script', { src: 'https://example.com/x.js' }),
      'script of a data address': () => add('script', { src: `data:text/javascript,${script}` }),
      'script of a blob': () => add('script', { src: blob() }),
      'attribute of an element': () => add('img', { src: 'x', onerror: script }),
      'attribute that is clicked': () => add('button', { onclick: script }).click(),
      'link to a script': () => add('a', { href: `javascript:${script}` }).click(),
      'frame with a document': () => add('iframe', { srcdoc: `<script>top.__ran = 1</script>` }),
      'frame of a script': () => add('iframe', { src: `javascript:top.__ran = 1` }),
      'object of a script': () => add('object', { data: `javascript:${script}` }),
      'form to a script': () => (add('form', { action: `javascript:${script}` }) as HTMLFormElement).submit(),
      'markup as a whole': () => body.insertAdjacentHTML('beforeend', `<img src=x onerror="${script}">`),
      eval: () => called('eval', script),
      'function of a text': () => called('Function', script),
      'timer of a text': () => called('setTimeout', script),
      'module of a data address': () => import(`data:text/javascript,${script}`).then(() => undefined),
      'worker of a blob': () => new Worker(blob()).addEventListener('message', () => (global['__ran'] = 1)),
      'base address': () => add('base', { href: 'https://example.com/' }),
    }
    const results: { name: string; ran: boolean }[] = []
    for (const [name, attempt] of Object.entries(attempts)) {
      delete global['__ran']
      try {
        await attempt()
      } catch {
        // Refused, as it has to be.
      }
      await new Promise((resolve) => setTimeout(resolve, 30))
      const isMoved = name === 'base address' && document.baseURI.startsWith('https://example.com')
      results.push({ name, ran: global['__ran'] !== undefined || isMoved })
    }
    delete global['__ran']
    return results
  })
}
