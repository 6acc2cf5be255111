// Loaded before a program: its wall clock is set to FAULTS_START and jumps by FAULTS_JUMPS milliseconds, one after the
// other, FAULTS_EVERY milliseconds apart. What the program waits on, the monotonic clock, goes on as it is.

const start = Number(process.env['FAULTS_START'])
const everyMs = Number(process.env['FAULTS_EVERY'] ?? 150)
const jumps = (process.env['FAULTS_JUMPS'] ?? '').split(',').filter(Boolean).map(Number)
const RealDate = Date

function nowMs(): number {
  const passedMs = performance.now()
  const jumped = jumps.slice(0, Math.floor(passedMs / everyMs)).reduce((sum, jump) => sum + jump, 0)
  return Math.floor(start + passedMs + jumped)
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, values: unknown[], newTarget) =>
    Reflect.construct(target, values.length === 0 ? [nowMs()] : values, newTarget) as object,
  apply: () => new RealDate(nowMs()).toString(),
  get: (target, name) => (name === 'now' ? nowMs : (Reflect.get(target, name) as unknown)),
})
