import { createServer } from 'node:http'
import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

export interface ForeignServer {
  readonly host: string
  /** What was asked of it. */
  readonly asked: readonly string[]
}

/** A server of somebody else, who would let everybody in. */
export async function startForeignServer(): Promise<ForeignServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end()
  }).on('upgrade', (request, socket) => {
    asked.push(request.url ?? '')
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It listens on a port.')
  return { asked, host: `127.0.0.1:${address.port}` }
}

/** What a script in the page might try, each as a body of a function that gets the address of a foreign `host`. */
const attempts = {
  fetch: `return fetch('http://' + host + '/fetch')`,
  image: `return load(new Image(), { src: 'http://' + host + '/image' })`,
  data: `return load(new Image(), { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' })`,
  frame: `return load(document.createElement('iframe'), { src: 'http://' + host + '/frame' })`,
  socket: `return new Promise((resolve, reject) => {
    const socket = new WebSocket('ws://' + host + '/socket')
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error()))
  })`,
  beacon: `return navigator.sendBeacon('http://' + host + '/beacon')`,
  eval: `return (0, eval)('1')`,
  function: `return new Function('return 1')()`,
  html: `document.createElement('div').innerHTML = '<b>bold</b>'`,
  script: `return load(document.createElement('script'), { src: 'http://' + host + '/script' })`,
  inline: `const script = document.createElement('script')
    script.append('window.wasRun = true')
    document.body.append(script)`,
  worker: `return new Worker('http://' + host + '/worker')`,
  style: `const style = document.createElement('style')
    style.append(':root { --was-styled: yes }')
    document.head.append(style)`,
} as const

/** Tries everything from inside the page, and returns what was not refused with an error. */
export async function attemptEverything(page: Page, host: string): Promise<readonly string[]> {
  const list = Object.entries(attempts).map(([name, body]) => `${name}: async () => { ${body} }`)
  const script = `(async () => {
    const host = ${JSON.stringify(host)}
    const load = (element, attributes) => new Promise((resolve, reject) => {
      element.addEventListener('load', resolve)
      element.addEventListener('error', () => reject(new Error()))
      document.body.append(Object.assign(element, attributes))
    })
    // A turn later, because the debugger may do for itself what scripts may not.
    await new Promise((resolve) => setTimeout(resolve))
    const done = []
    for (const [name, work] of Object.entries({ ${list.join(', ')} })) {
      try {
        await work()
        done.push(name)
      } catch {}
    }
    return done
  })()`
  return page.evaluate<readonly string[]>(script)
}

/** Whether a script or a style that was put into the page is in force. */
export function hasEffect(page: Page): Promise<boolean> {
  return page.evaluate(
    () => 'wasRun' in window || getComputedStyle(document.documentElement).getPropertyValue('--was-styled') !== '',
  )
}
