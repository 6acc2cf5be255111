import { PassThrough } from 'node:stream'
import { WriteStream } from 'node:tty'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProcessTerminal } from '../../../../electron/hosts/cli/process-terminal.ts'

interface Kind {
  readonly isTTY: boolean
  readonly columns?: number
}

function createStreams({ isTTY, columns }: Kind) {
  const { getColorDepth } = WriteStream.prototype
  const kind = { isTTY, columns, rows: 30, setRawMode: () => undefined, getColorDepth }
  const make = () => Object.assign(new PassThrough(), kind)
  const [input, output, errors] = [make(), make(), make()]
  const texts = { output: '', errors: '' }
  output.on('data', (chunk: Buffer) => (texts.output += chunk.toString()))
  errors.on('data', (chunk: Buffer) => (texts.errors += chunk.toString()))
  const terminal = createProcessTerminal({
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    errors: errors as unknown as NodeJS.WriteStream,
  })
  return { terminal, input, output, errors, texts }
}

beforeEach(() => {
  // What runs the tests may force or forbid colours.
  for (const name of ['CI', 'FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS']) vi.stubEnv(name, undefined)
  vi.stubEnv('TERM', 'xterm-256color')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

describe('lines', () => {
  it('go to their own outputs, with colours only on a terminal', () => {
    const shown = createStreams({ isTTY: true, columns: 90 })
    shown.terminal.print('result', 'bold')
    shown.terminal.note('wrong', 'red')
    expect(shown.texts).toEqual({ output: '\u001b[1mresult\u001b[22m\n', errors: '\u001b[31mwrong\u001b[39m\n' })
    const piped = createStreams({ isTTY: false })
    piped.terminal.print('result', 'bold')
    piped.terminal.note('wrong', 'red')
    expect(piped.texts).toEqual({ output: 'result\n', errors: 'wrong\n' })
  })

  it('have no colour where NO_COLOR asks for none', () => {
    vi.stubEnv('NO_COLOR', '1')
    const { terminal, texts } = createStreams({ isTTY: true, columns: 90 })
    terminal.print('result', 'bold')
    expect(texts.output).toBe('result\n')
  })

  it('never mix with the line that is drawn over', () => {
    const { terminal, texts } = createStreams({ isTTY: true, columns: 90 })
    terminal.redraw('half-way')
    terminal.print('a result')
    terminal.redraw('')
    const erased = texts.errors.lastIndexOf('\u001b[2K')
    expect(texts.output).toBe('a result\n')
    expect(texts.errors.split('half-way')).toHaveLength(3)
    expect(erased).toBeGreaterThan(texts.errors.lastIndexOf('half-way'))
  })

  it('may be read by a program that has gone', () => {
    const { terminal, output } = createStreams({ isTTY: false })
    output.emit('error', Object.assign(new Error('gone'), { code: 'EPIPE' }))
    terminal.print('more')
    expect(() => output.emit('error', new Error('another'))).toThrow('another')
  })
})

it.each([
  [{ isTTY: true, columns: 100 }, 100],
  [{ isTTY: true, columns: 300 }, 120],
  [{ isTTY: true, columns: 0 }, 80],
  [{ isTTY: false }, 80],
])('takes the width of %j as %i', (kind, width) => {
  expect(createStreams(kind).terminal.width).toBe(width)
})

describe('questions', () => {
  it('are asked beside the result and answered by a line', async () => {
    const { terminal, input, texts } = createStreams({ isTTY: true, columns: 90 })
    const answer = terminal.ask('Send? ', new AbortController().signal)
    input.write('yes\n')
    expect(await answer).toBe('yes')
    expect(texts.errors).toContain('Send? ')
    expect(texts.output).toBe('')
  })

  it('can be answered without showing what is typed', async () => {
    const { terminal, input, texts } = createStreams({ isTTY: true, columns: 90 })
    const answer = terminal.askHidden('Key: ')
    input.write('s3cret\r')
    expect(await answer).toBe('s3cret')
    expect(texts.errors).toContain('Key: ')
    expect(texts.errors + texts.output).not.toContain('s3cret')
  })

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('are called off by %s', async (_name, typed) => {
    const { terminal, input } = createStreams({ isTTY: true, columns: 90 })
    const answers = [terminal.ask('Send? ', new AbortController().signal)]
    input.write(typed)
    expect(await Promise.all(answers)).toEqual([null])
  })

  it('are called off by a signal', async () => {
    const { terminal } = createStreams({ isTTY: true, columns: 90 })
    const stop = new AbortController()
    const answer = terminal.ask('Send? ', stop.signal)
    stop.abort()
    expect(await answer).toBeNull()
  })

  it('are called off by the end of the input', async () => {
    const { terminal, input } = createStreams({ isTTY: true, columns: 90 })
    const answer = terminal.ask('Send? ', new AbortController().signal)
    input.end()
    expect(await answer).toBeNull()
  })
})

it('reads everything that is piped in', async () => {
  const { terminal, input } = createStreams({ isTTY: false })
  input.write('first ')
  input.end('second\n')
  expect(await terminal.readInput()).toBe('first second\n')
})
