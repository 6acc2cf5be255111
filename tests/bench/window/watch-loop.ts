import { monitorEventLoopDelay } from 'node:perf_hooks'

// `node --import watch-loop.ts …`: whoever started the process asks by a message how long its main thread was deaf at
// most since it was asked last, in milliseconds.

const loop = monitorEventLoopDelay({ resolution: 1 })
loop.enable()
process.on('message', () => {
  process.send?.(loop.max / 1e6)
  loop.reset()
})
process.channel?.unref()
