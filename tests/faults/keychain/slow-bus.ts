import { connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

// `node slow-bus.ts SOCKET MS`: stands between programs and the session bus. The key store behind it falls asleep when
// nobody asks it anything, and a question wakes it only after so long, as with a disk that has to start.

const [socket = '', ms = ''] = process.argv.slice(2)
const bus = /unix:path=([^,;]+)/.exec(process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')?.[1]
if (bus === undefined) throw new Error('There is no session bus with a path')
/** Every question for a key begins by looking it up under this name. */
const question = 'SearchItems'
const sleepsAfterMs = 1_000
let awakeFromMs = -Infinity

const server = createServer((client) => {
  const upstream = connect(bus)
  let before = Promise.resolve()
  const pass = async (earlier: Promise<void>, bytes: Buffer): Promise<void> => {
    await earlier
    if (bytes.includes(question)) await wake()
    upstream.write(bytes)
  }
  client.on('data', (bytes) => {
    before = pass(before, bytes)
  })
  upstream.pipe(client)
  client.on('close', () => upstream.destroy())
  upstream.on('close', () => client.destroy())
  // Whoever asks may be killed in the middle of a question.
  client.on('error', () => upstream.destroy())
  upstream.on('error', () => client.destroy())
})
server.listen(socket, () => process.stdout.write('ready\n'))

async function wake(): Promise<void> {
  const nowMs = performance.now()
  if (nowMs > awakeFromMs + sleepsAfterMs) awakeFromMs = nowMs + Number(ms)
  await wait(Math.max(0, awakeFromMs - nowMs))
}
