import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { styleText } from 'node:util'
import { createLogUpdate } from 'log-update'
import type { Emphasis, Terminal } from './terminal.ts'

interface Streams {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  readonly errors: NodeJS.WriteStream
}

const standardWidth = 80
const widest = 120
const largestInputBytes = 64 * 1024

/** The terminal of this process. Colours only where a terminal shows them, and never with NO_COLOR. */
export function createProcessTerminal({ input, output, errors }: Streams): Terminal {
  const drawing = createDrawing(errors)
  for (const stream of [output, errors]) stream.on('error', ignoreClosedPipe)
  return {
    get width() {
      // Zero is what a terminal without a size says.
      return Math.min(widest, output.columns || errors.columns || standardWidth)
    },
    canAsk: input.isTTY && errors.isTTY,
    canRedraw: errors.isTTY,
    print: (text, emphasis) => drawing.without(() => output.write(`${styled(output, text, emphasis)}\n`)),
    note: (text, emphasis) => drawing.without(() => errors.write(`${styled(errors, text, emphasis)}\n`)),
    redraw: drawing.show,
    ask: (question, signal) => askFor(question, { input, output: errors }, signal),
    askHidden: async (question) => {
      errors.write(question)
      const answer = await askFor('', { input, output: createSilence() })
      errors.write('\n')
      return answer
    },
    readInput: () => readAll(input),
  }
}

function styled(stream: NodeJS.WriteStream, text: string, emphasis: Emphasis | undefined): string {
  return emphasis === undefined ? text : styleText(emphasis, text, { stream })
}

/** The line that is drawn over, and how other lines are written without being mixed up with it. */
function createDrawing(stream: NodeJS.WriteStream) {
  const log = createLogUpdate(stream, { showCursor: true })
  let shown = ''
  const show = (text: string): void => {
    if (text === shown) return
    shown = text
    if (text === '') log.clear()
    else log(text)
  }
  const without = (write: () => void): void => {
    if (shown !== '') log.clear()
    write()
    if (shown !== '') log(shown)
  }
  return { show, without }
}

/** null where Ctrl-C or the end of the input answers. */
async function askFor(
  question: string,
  streams: { readonly input: NodeJS.ReadStream; readonly output: NodeJS.WritableStream },
  signal?: AbortSignal,
): Promise<string | null> {
  const lines = createInterface({ ...streams, terminal: true })
  const called = new AbortController()
  const ended = signal === undefined ? called.signal : AbortSignal.any([called.signal, signal])
  const callOff = (): void => called.abort()
  lines.once('SIGINT', callOff)
  lines.once('close', callOff)
  try {
    return await lines.question(question, { signal: ended })
  } catch (thrown) {
    if (ended.aborted) return null
    throw thrown
  } finally {
    lines.close()
  }
}

/** Takes what is typed and shows nothing of it. */
function createSilence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

async function readAll(input: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk as Buffer | string) // Streams without an encoding give bytes.
    length += bytes.length
    if (length > largestInputBytes) break
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Whoever read the output has gone; what is under way is still collected. */
function ignoreClosedPipe(thrown: NodeJS.ErrnoException): void {
  if (thrown.code !== 'EPIPE') throw thrown
}
