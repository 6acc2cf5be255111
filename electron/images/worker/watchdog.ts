const pollMs = 10
/** A decoder can take tens of megabytes between two looks; with this much in reserve the limit itself still holds. */
const reserve = 1 / 16

interface Options {
  readonly limitBytes: number
  readonly onExceeded: (rssBytes: number) => void
}

/** Watches the memory of this process while a task runs. Decoding happens on other threads, so the timer lives. */
export function createWatchdog({ limitBytes, onExceeded }: Options): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  return { start, stop }

  function start(): void {
    timer ??= setInterval(look, pollMs)
  }

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  function look(): void {
    const rssBytes = process.memoryUsage.rss()
    if (rssBytes <= limitBytes * (1 - reserve)) return
    stop()
    onExceeded(rssBytes)
  }
}
